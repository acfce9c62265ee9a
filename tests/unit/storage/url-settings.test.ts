import { describe, expect, it } from 'vitest'
import { parseUrlSettings } from '../../../src/storage/url-settings'

const parse = (query: string) => parseUrlSettings(query, ['en', 'zh-CN'], ['light', 'dark'])

describe('parseUrlSettings', () => {
  it('reads every parameter of the contract', () => {
    const query =
      '?engine=wasm&variant=pytorch&lang=zh-CN&theme=dark&seed=7&epochs=3&batch=64&lr=0.005'
    expect(parse(query)).toEqual({
      engine: 'wasm',
      variant: 'pytorch',
      language: 'zh-CN',
      theme: 'dark',
      training: { seed: 7, epochs: 3, batch: 64, learningRate: 0.005 },
      refused: [],
    })
  })

  it('says nothing where the address says nothing', () => {
    expect(parse('')).toEqual({
      engine: null,
      variant: null,
      language: null,
      theme: null,
      training: {},
      refused: [],
    })
  })

  it.each([
    ['epochs=abc', 'epochs', '1–200'],
    ['epochs=2.5', 'epochs', '1–200'],
    ['epochs=', 'epochs', '1–200'],
    ['batch=-5', 'batch', '1–1024'],
    ['batch=Infinity', 'batch', '1–1024'],
    ['lr=NaN', 'lr', '0.000001–10'],
    ['seed=4294967296', 'seed', '0–4294967295'],
    ['engine=nonsense', 'engine', 'auto, simd, webgl, wasm, cpu'],
    ['variant=lenet5', 'variant', 'modern, lenet5-1998, pytorch'],
    ['lang=fr', 'lang', 'en, zh-CN'],
  ])('refuses %s and says what is allowed', (query, parameter, allowed) => {
    const { refused, training } = parse(query)
    expect(refused).toEqual([{ parameter, value: query.split('=')[1], allowed }])
    expect(training).toEqual({})
  })

  it('keeps the good parameters beside a bad one, and shortens what it repeats', () => {
    const settings = parse(`epochs=2&theme=${'x'.repeat(500)}`)
    expect(settings.training.epochs).toBe(2)
    expect(settings.refused[0]?.value).toHaveLength(40)
  })
})
