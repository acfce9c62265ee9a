import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPytorch } from '../bench/pytorch-times'

const folder = mkdtempSync(join(tmpdir(), 'lenet-lab-pytorch-'))
afterAll(() => rmSync(folder, { recursive: true }))

const times = {
  torch: '2.13.0',
  threads: 2,
  batch: 128,
  imagesPerSecond: 18_000,
  predictMilliseconds: 0.2,
  classifyImagesPerSecond: 40_000,
}

function fileOf(content: unknown): string {
  const path = join(folder, 'pytorch.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

describe('readPytorch', () => {
  it('reads what pytorch_lenet.py prints', () => {
    expect(readPytorch(fileOf({ ...times, milliseconds: [7.1, 7.2] }))).toEqual(times)
  })

  it.each([
    [{ ...times, batch: 64 }, 'batch'],
    [{ ...times, threads: 0 }, 'threads'],
    [{ ...times, imagesPerSecond: 0 }, 'imagesPerSecond'],
    [{ ...times, torch: undefined }, 'torch'],
  ])('refuses another measure (%#)', (content, place) => {
    expect(() => readPytorch(fileOf(content))).toThrow(`got at ${place}: `)
  })
})
