import type { Variant } from '../core/network/description'
import { distortionsIn } from '../core/recipe/distortion-settings'
import type { EngineChoice } from '../core/recipe/engine-name'
import type { TrainingSettings } from '../core/recipe/settings'
import { NUMBERS, type Panel } from './url-settings'

/** A page as an address can ask for it; null leaves a thing to whoever opens the address. */
export interface PageAsked {
  readonly variant: Variant
  readonly training: TrainingSettings
  readonly engine: EngineChoice | null
  readonly language: string | null
  readonly theme: string | null
  /** As `drawing-code` writes strokes. */
  readonly drawing: string | null
  readonly testImage: number | null
  readonly hidden: readonly Panel[]
}

/** The parameters of settings that are words, which have the settings' own names. */
const WORDS = ['schedule', 'optimizer', 'activation', 'c3'] as const

/**
 * The query that `parseUrlSettings` reads as this page, without the leading question mark. Every
 * setting is said, also the usual ones: they may change, and another browser remembers others.
 */
export function urlQuery(page: PageAsked): string {
  const { variant, training, engine, language, theme, drawing, testImage, hidden } = page
  const distorted = distortionsIn(training.distortions)
    .map((name) => `${name}:${training.distortions[name]}`)
    .join(',')
  const said: (readonly [string, string | number | null])[] = [
    ['variant', variant],
    ...Object.entries(NUMBERS).map(([name, setting]) => [name, training[setting]] as const),
    ...WORDS.map((name) => [name, training[name]] as const),
    ['distort', distorted || 'none'],
    ['engine', engine],
    ['lang', language],
    ['theme', theme],
    ['mnist', testImage],
    ['drawing', drawing],
    ['hide', hidden.join(',') || null],
  ]
  // None of these has a letter that an address would have to disguise.
  return said
    .filter(([, value]) => value !== null)
    .map(([parameter, value]) => `${parameter}=${value}`)
    .join('&')
}
