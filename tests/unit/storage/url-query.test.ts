import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VARIANTS } from '../../../src/core/network/description'
import { MODERN_ACTIVATIONS } from '../../../src/core/network/variants'
import {
  DISTORTIONS,
  type DistortionSettings,
  STRONGEST_DISTORTIONS,
} from '../../../src/core/recipe/distortion-settings'
import { OPTIMIZERS } from '../../../src/core/recipe/optimizer'
import { SCHEDULES } from '../../../src/core/recipe/schedule'
import { type BoundedSetting, isFraction, SETTING_BOUNDS } from '../../../src/core/recipe/settings'
import { type PageAsked, urlQuery } from '../../../src/storage/url-query'
import { PANELS, parseUrlSettings } from '../../../src/storage/url-settings'
import '../seeded-properties'

const LANGUAGES = ['en', 'zh-CN']
const THEMES = ['system', 'light', 'dark']
const parse = (query: string) => parseUrlSettings(query, LANGUAGES, THEMES)

function setting(name: BoundedSetting): fc.Arbitrary<number> {
  const { least: min, most: max } = SETTING_BOUNDS[name]
  return isFraction(name) ? fc.double({ min, max, noNaN: true }) : fc.integer({ min, max })
}

const distortions = fc.record(
  Object.fromEntries(
    DISTORTIONS.map((name) => [
      name,
      fc.oneof(
        fc.constant(0),
        fc.double({ min: 0, max: STRONGEST_DISTORTIONS[name], noNaN: true }),
      ),
    ]),
  ),
) as fc.Arbitrary<DistortionSettings> // of exactly its names

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })

const pages: fc.Arbitrary<PageAsked> = fc.constantFrom(...VARIANTS).chain((variant) =>
  fc.record({
    variant: fc.constant(variant),
    training: fc.record({
      variant: fc.constant(variant),
      activation: fc.constantFrom(...MODERN_ACTIVATIONS),
      c3: fc.constantFrom('1998', 'dense', '0102040810203f0102040810203f0102'),
      optimizer: fc.constantFrom(...OPTIMIZERS),
      schedule: fc.constantFrom(...SCHEDULES),
      learningRate: setting('learningRate'),
      momentum: setting('momentum'),
      weightDecay: setting('weightDecay'),
      batch: setting('batch'),
      epochs: setting('epochs'),
      seed: setting('seed'),
      validationImages: setting('validationImages'),
      distortions,
    }),
    engine: orNull(fc.constantFrom('auto', 'simd', 'webgl', 'wasm', 'cpu')),
    language: orNull(fc.constantFrom(...LANGUAGES)),
    theme: orNull(fc.constantFrom(...THEMES)),
    drawing: orNull(fc.stringMatching(/^1[\w-]{1,40}$/)),
    testImage: orNull(fc.integer({ min: 0, max: 9999 })),
    hidden: fc.subarray([...PANELS]),
  }),
)

describe('urlQuery', () => {
  it('asks for the page that it was made of', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const query = urlQuery(page)
        expect(query).toBe(new URL(`http://localhost/?${query}`).search.slice(1))
        const { training, ...rest } = parse(query)
        const { training: asked, ...others } = page
        expect(rest).toEqual({ ...others, refused: [] })
        expect({ variant: page.variant, ...training }).toEqual(asked)
      }),
      { numRuns: 300 },
    )
  })
})

it('reads any address without throwing, and takes nothing that is out of its bounds', () => {
  const parameter = fc.constantFrom(
    ...['seed', 'epochs', 'batch', 'lr', 'momentum', 'decay', 'validation', 'schedule', 'c3'],
    ...[
      'optimizer',
      'activation',
      'distort',
      'engine',
      'variant',
      'lang',
      'theme',
      'mnist',
      'hide',
    ],
  )
  const value = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.constantFrom('', '-1', '1e309', 'NaN', '0x10', 'training,training', '__proto__', ','),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(parameter, value), { maxLength: 6 }), (asked) => {
      const { training, testImage, hidden, refused } = parse(new URLSearchParams(asked).toString())
      for (const name of Object.keys(SETTING_BOUNDS) as BoundedSetting[]) {
        const number = training[name]
        if (number === undefined) continue
        expect(number).toBeGreaterThanOrEqual(SETTING_BOUNDS[name].least)
        expect(number).toBeLessThanOrEqual(SETTING_BOUNDS[name].most)
      }
      expect(testImage === null || (Number.isInteger(testImage) && testImage < 10_000)).toBe(true)
      expect(PANELS).toEqual(expect.arrayContaining([...hidden]))
      for (const { value: shown } of refused) expect(shown.length).toBeLessThanOrEqual(40)
    }),
    { numRuns: 1000 },
  )
})
