import { describe, expect, it } from 'vitest'
import { NO_DISTORTIONS, USUAL_DISTORTIONS } from '../../../src/core/recipe/distortion-settings'
import { parseUrlSettings } from '../../../src/storage/url-settings'

const parse = (query: string) => parseUrlSettings(query, ['en', 'zh-CN'], ['light', 'dark'])

const DISTORT_ALLOWED =
  'none, usual, translation:0–4, scaling:0–0.4, squeezing:0–0.4, shear:0–0.5, rotation:0–30, ' +
  'elastic:0–2, thickness:0–0.6'

const HIDE_ALLOWED = 'stages, network, answer, inspector, training, curves, confusion, film, hand'

const C3_ALLOWED = '1998, dense, 16 × 01–3f'

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
      drawing: null,
      testImage: null,
      hidden: [],
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
      drawing: null,
      testImage: null,
      hidden: [],
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
    ['engine=nonsense', 'engine', 'auto, simd, webgl, wasm, webgpu, cpu'],
    ['variant=lenet5', 'variant', 'modern, lenet5-1998, pytorch'],
    ['distort=blur', 'distort', DISTORT_ALLOWED],
    ['distort=rotation:31', 'distort', DISTORT_ALLOWED],
    ['distort=rotation:', 'distort', DISTORT_ALLOWED],
    ['distort=shear:0.1:2', 'distort', DISTORT_ALLOWED],
    ['c3=paper', 'c3', C3_ALLOWED],
    [`c3=00${'3f'.repeat(15)}`, 'c3', C3_ALLOWED],
    ['mnist=10000', 'mnist', '0–9999'],
    ['mnist=1.5', 'mnist', '0–9999'],
    ['schedule=slow', 'schedule', 'constant, oneCycle, paperStaircase'],
    ['optimizer=lion', 'optimizer', 'adam, sgd'],
    ['activation=gelu', 'activation', 'relu, tanh, sigmoid'],
    ['hide=draw', 'hide', HIDE_ALLOWED],
    ['hide=', 'hide', HIDE_ALLOWED],
    ['lang=fr', 'lang', 'en, zh-CN'],
  ])('refuses %s and says what is allowed', (query, parameter, allowed) => {
    const { refused, training } = parse(query)
    expect(refused).toEqual([{ parameter, value: query.split('=')[1], allowed }])
    expect(training).toEqual({})
  })

  it('reads distortions: none, the usual ones, or some, each with a strength or its usual one', () => {
    expect(parse('?distort=none').training.distortions).toEqual(NO_DISTORTIONS)
    expect(parse('?distort=usual').training.distortions).toEqual(USUAL_DISTORTIONS)
    expect(parse('?distort=rotation:5,elastic').training.distortions).toEqual({
      ...NO_DISTORTIONS,
      rotation: 5,
      elastic: USUAL_DISTORTIONS.elastic,
    })
  })

  it('reads the connections of C3: the paper’s, all of them, or one’s own', () => {
    expect(parse('?c3=1998').training.c3).toBe('1998')
    expect(parse(`?c3=${'3f'.repeat(16)}`).training.c3).toBe('dense')
    expect(parse(`?c3=01${'3f'.repeat(15)}`).training.c3).toBe(`01${'3f'.repeat(15)}`)
  })

  it('keeps the good parameters beside a bad one, and shortens what it repeats', () => {
    const settings = parse(`epochs=2&theme=${'x'.repeat(500)}`)
    expect(settings.training.epochs).toBe(2)
    expect(settings.refused[0]?.value).toHaveLength(40)
  })
})
