import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  joinedTimes,
  type PytorchTimes,
  readPytorch,
  runPytorch,
  trainingSpeed,
} from '../bench/pytorch-times'

const folder = mkdtempSync(join(tmpdir(), 'lenet-lab-pytorch-'))
afterAll(() => rmSync(folder, { recursive: true }))

const times: PytorchTimes = {
  torch: '2.13.0',
  threads: 2,
  batch: 128,
  milliseconds: [8, 6.4, 10],
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
    expect(readPytorch(fileOf({ ...times, imagesPerSecond: 16_000 }))).toEqual(times)
  })

  it.each([
    [{ ...times, batch: 64 }, 'batch'],
    [{ ...times, threads: 0 }, 'threads'],
    [{ ...times, milliseconds: [] }, 'milliseconds'],
    [{ ...times, milliseconds: [8, 0] }, 'milliseconds.1'],
    [{ ...times, torch: undefined }, 'torch'],
  ])('refuses another measure (%#)', (content, place) => {
    expect(() => readPytorch(fileOf(content))).toThrow(`got at ${place}: `)
  })
})

describe('rounds of PyTorch', () => {
  it('count every step alike, and the medians of the rest', () => {
    const slow = { ...times, milliseconds: [16, 16], classifyImagesPerSecond: 10_000 }
    const joined = joinedTimes([times, slow, slow])
    expect(joined.milliseconds).toEqual([8, 6.4, 10, 16, 16, 16, 16])
    expect(joined).toMatchObject({ threads: 2, classifyImagesPerSecond: 10_000 })
    expect(trainingSpeed(times)).toEqual({ median: 16_000, spread: 3600 / 32_000 })
  })

  it('need a program that runs', () => {
    expect(() => runPytorch(join(folder, 'no-python'), 1, 1)).toThrow(/must run, got .*ENOENT/)
    expect(() => runPytorch(process.execPath, 1, 1)).toThrow(/must run, got .*pytorch_lenet/s)
  })
})
