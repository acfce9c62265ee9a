import { VARIANTS, type Variant } from '../core/network/description'
import { ENGINE_CHOICES, type EngineChoice } from '../core/recipe/engine-name'
import { isWithinBounds, SETTING_BOUNDS, type TrainingSettings } from '../core/recipe/settings'

/** What an address may ask of the page; see the README for the list. */
export interface UrlSettings {
  readonly engine: EngineChoice | null
  readonly variant: Variant | null
  readonly language: string | null
  readonly theme: string | null
  readonly training: Partial<Pick<TrainingSettings, 'seed' | 'epochs' | 'batch' | 'learningRate'>>
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
} as const satisfies Record<string, keyof UrlSettings['training']>

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
  return {
    engine: oneOf('engine', ENGINE_CHOICES),
    variant: oneOf('variant', VARIANTS),
    language: oneOf('lang', languages),
    theme: oneOf('theme', themes),
    training,
    refused,
  }
}
