import type { RandomSource } from '../../src/core/random'

/** What became of a case. */
export interface Outcome {
  readonly verdict: 'accepted' | 'refused'
  /** What is wrong with that, in words; empty where all is well. */
  readonly findings: readonly Finding[]
}

export interface Finding {
  /** Something changed though the file was refused; or what was accepted is not sound. */
  readonly kind: 'stateChanged' | 'unsound'
  readonly what: string
}

/**
 * A format that strangers can hand to the page. To have another one fuzzed, add it to `FORMATS` in
 * `formats.ts`.
 */
export interface FuzzFormat {
  readonly name: string
  /**
   * Makes a case of it: a real file, changed. The same stream of numbers gives the same case.
   *
   * @returns What opens the case as the page does. It may throw or reject: that is an uncaught error.
   */
  prepare(random: RandomSource): () => Promise<Outcome> | Outcome
}

export const refused = (findings: readonly Finding[] = []): Outcome => ({
  verdict: 'refused',
  findings,
})

/** @param unsound - What is wrong with what was accepted. */
export const accepted = (unsound: readonly string[] = []): Outcome => ({
  verdict: 'accepted',
  findings: unsound.map((what) => ({ kind: 'unsound', what })),
})
