import { MNIST_COUNTS } from '../core/mnist/images'
import { c3Connections, c3TableOf, isC3Table } from '../core/network/c3-connections'
import { VARIANTS, type Variant } from '../core/network/description'
import { MODERN_ACTIVATIONS } from '../core/network/variants'
import {
  DISTORTIONS,
  type DistortionSettings,
  isStrength,
  NO_DISTORTIONS,
  STRONGEST_DISTORTIONS,
  USUAL_DISTORTIONS,
} from '../core/recipe/distortion-settings'
import { ENGINE_CHOICES, type EngineChoice } from '../core/recipe/engine-name'
import { OPTIMIZERS } from '../core/recipe/optimizer'
import { SCHEDULES } from '../core/recipe/schedule'
import {
  type BoundedSetting,
  isWithinBounds,
  SETTING_BOUNDS,
  type TrainingSettings,
} from '../core/recipe/settings'

/** What an address may ask of the page; see the README for the list. */
export interface UrlSettings {
  readonly engine: EngineChoice | null
  readonly variant: Variant | null
  readonly language: string | null
  readonly theme: string | null
  readonly training: Partial<Omit<TrainingSettings, 'variant'>>
  /** Strokes for the pad, as `drawing-code` writes them; not read yet. */
  readonly drawing: string | null
  /** The test image that is on the pad under them. */
  readonly testImage: number | null
  readonly hidden: readonly Panel[]
  /** What could not be used: the parameter, what it said and what it may say. */
  readonly refused: readonly RefusedParameter[]
}

export interface RefusedParameter {
  readonly parameter: string
  readonly value: string
  readonly allowed: string
}

/** Panels that an address may hide. */
export const PANELS = [
  'stages',
  'network',
  'answer',
  'inspector',
  'training',
  'curves',
  'confusion',
  'film',
  'hand',
] as const
export type Panel = (typeof PANELS)[number]

/** Settings that are numbers, by their parameters. */
export const NUMBERS = {
  seed: 'seed',
  epochs: 'epochs',
  batch: 'batch',
  lr: 'learningRate',
  momentum: 'momentum',
  decay: 'weightDecay',
  validation: 'validationImages',
} as const satisfies Record<string, BoundedSetting & keyof UrlSettings['training']>

/** The longest value repeated back in a notice. */
export const SHOWN_CHARACTERS = 40

/**
 * Reads the query of the page's address. A parameter that says something impossible is left out and
 * listed in `refused`; unknown parameters are nobody's business here.
 *
 * @param query - With or without the leading question mark.
 */
export function parseUrlSettings(
  query: string,
  languages: readonly string[],
  themes: readonly string[],
): UrlSettings {
  const parameters = new URLSearchParams(query)
  const refused: RefusedParameter[] = []
  const refuse = (parameter: string, value: string, allowed: string) => {
    refused.push({ parameter, value: value.slice(0, SHOWN_CHARACTERS), allowed })
    return null
  }
  const oneOf = <Choice extends string>(parameter: string, choices: readonly Choice[]) => {
    const value = parameters.get(parameter)
    if (value === null) return null
    const choice = choices.find((candidate) => candidate === value)
    return choice ?? refuse(parameter, value, choices.join(', '))
  }
  const numberOf = (parameter: string, isAllowed: (number: number) => boolean, allowed: string) => {
    const value = parameters.get(parameter)
    if (value === null) return null
    const number = value.trim() === '' ? Number.NaN : Number(value)
    return isAllowed(number) ? number : refuse(parameter, value, allowed)
  }
  const training: Record<string, number> = {}
  for (const [parameter, setting] of Object.entries(NUMBERS)) {
    const { least, most } = SETTING_BOUNDS[setting]
    const number = numberOf(
      parameter,
      (asked) => isWithinBounds(setting, asked),
      `${least}–${most}`,
    )
    if (number !== null) training[setting] = number
  }
  const schedule = oneOf('schedule', SCHEDULES)
  const optimizer = oneOf('optimizer', OPTIMIZERS)
  const activation = oneOf('activation', MODERN_ACTIVATIONS)
  const distort = parameters.get('distort')
  const distortions = distort === null ? null : parseDistortions(distort)
  if (distort !== null && distortions === null) refuse('distort', distort, DISTORT_ALLOWED)
  const hide = parameters.get('hide')
  const hidden = hide === null ? null : parsePanels(hide)
  if (hide !== null && hidden === null) refuse('hide', hide, PANELS.join(', '))
  const c3 = parameters.get('c3')
  const isTable = c3 !== null && isC3Table(c3)
  if (c3 !== null && !isTable) refuse('c3', c3, C3_ALLOWED)
  return {
    engine: oneOf('engine', ENGINE_CHOICES),
    variant: oneOf('variant', VARIANTS),
    language: oneOf('lang', languages),
    theme: oneOf('theme', themes),
    training: {
      ...training,
      ...(schedule && { schedule }),
      ...(optimizer && { optimizer }),
      ...(activation && { activation }),
      ...(distortions !== null && { distortions }),
      ...(isTable && { c3: c3TableOf(c3Connections(c3)) }),
    },
    drawing: parameters.get('drawing'),
    testImage: numberOf(
      'mnist',
      (index) => Number.isInteger(index) && index >= 0 && index < TEST_IMAGES,
      `0–${TEST_IMAGES - 1}`,
    ),
    hidden: hidden ?? [],
    refused,
  }
}

const TEST_IMAGES = MNIST_COUNTS.test.images

/** The last: for each of the 16 maps, what it reads of six. */
const C3_ALLOWED = '1998, dense, 16 × 01–3f'

const DISTORT_ALLOWED = `none, usual, ${DISTORTIONS.map(
  (name) => `${name}:0–${STRONGEST_DISTORTIONS[name]}`,
).join(', ')}`

/**
 * The distortions that a text asks for: `none`, `usual`, or a list such as `shear,rotation:5`, in
 * which a distortion without a strength has its usual one; null where it asks for none of these.
 */
function parseDistortions(text: string): DistortionSettings | null {
  if (text === 'none') return NO_DISTORTIONS
  if (text === 'usual') return USUAL_DISTORTIONS
  const settings = { ...NO_DISTORTIONS }
  for (const part of text.split(',')) {
    const [asked, strengthText, ...more] = part.split(':')
    const name = DISTORTIONS.find((candidate) => candidate === asked)
    if (name === undefined || more.length > 0) return null
    const strength = strengthText === undefined ? USUAL_DISTORTIONS[name] : Number(strengthText)
    if (strengthText?.trim() === '' || !isStrength(name, strength)) return null
    settings[name] = strength
  }
  return settings
}

/** The panels of a list such as `training,hand`; null where it names anything else. */
function parsePanels(text: string): readonly Panel[] | null {
  const named = text.split(',')
  const panels = PANELS.filter((panel) => named.includes(panel))
  return new Set(named).size === panels.length ? panels : null
}
