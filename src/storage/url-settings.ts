import { c3Connections, c3TableOf, isC3Table } from '../core/network/c3-connections'
import { VARIANTS, type Variant } from '../core/network/description'
import {
  DISTORTIONS,
  type DistortionSettings,
  isStrength,
  NO_DISTORTIONS,
  STRONGEST_DISTORTIONS,
  USUAL_DISTORTIONS,
} from '../core/recipe/distortion-settings'
import { ENGINE_CHOICES, type EngineChoice } from '../core/recipe/engine-name'
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
  readonly training: Partial<
    Pick<TrainingSettings, 'seed' | 'epochs' | 'batch' | 'learningRate' | 'distortions' | 'c3'>
  >
  /** What could not be used: the parameter, what it said and what it may say. */
  readonly refused: readonly RefusedParameter[]
}

export interface RefusedParameter {
  readonly parameter: string
  readonly value: string
  readonly allowed: string
}

const NUMBERS = {
  seed: 'seed',
  epochs: 'epochs',
  batch: 'batch',
  lr: 'learningRate',
} as const satisfies Record<string, BoundedSetting & keyof UrlSettings['training']>

/** The longest value repeated back in a notice. */
const SHOWN_CHARACTERS = 40

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
  const training: Record<string, number> = {}
  for (const [parameter, setting] of Object.entries(NUMBERS)) {
    const value = parameters.get(parameter)
    if (value === null) continue
    const number = value.trim() === '' ? Number.NaN : Number(value)
    const { least, most } = SETTING_BOUNDS[setting]
    if (isWithinBounds(setting, number)) training[setting] = number
    else refuse(parameter, value, `${least}–${most}`)
  }
  const distort = parameters.get('distort')
  const distortions = distort === null ? null : parseDistortions(distort)
  if (distort !== null && distortions === null) refuse('distort', distort, DISTORT_ALLOWED)
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
      ...(distortions !== null && { distortions }),
      ...(isTable && { c3: c3TableOf(c3Connections(c3)) }),
    },
    refused,
  }
}

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
