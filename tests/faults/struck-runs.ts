import type { Browser } from '@playwright/test'
import type { RandomSource } from '../../src/core/random'
import { expect, type Lab } from '../e2e/lab'
import { drawSeven, openContext, openLab, PATIENCE } from './fault-lab'
import type { FaultTally } from './fault-report'
import { type KeptDigest, keptDigest } from './kept-digest'

/** Short runs through the page's own settings: three epochs on all of MNIST, some of it distorted. */
export const RUNS = [
  'engine=simd&epochs=3&batch=128&seed=7',
  'engine=simd&epochs=3&batch=96&seed=8&variant=pytorch',
  'engine=simd&epochs=2&batch=256&seed=9&distort=usual',
  'engine=simd&epochs=2&batch=128&seed=10&variant=lenet5-1998',
]

/** One run is struck so often at most, so that many runs are compared however slow the machine is. */
const STRIKES_OF_A_RUN = 10

/** A run takes so long at most, struck or not. */
const RUN_PATIENCE = 300_000

/** Hits a run, and waits until it goes on; the page may be another one then. */
export type Strike = (lab: Lab, query: string) => Promise<Lab>

interface StruckRuns {
  readonly browser: Browser
  readonly address: string
  /** Strikes in all. */
  readonly strikes: number
  readonly random: RandomSource
  readonly tally: FaultTally
  readonly strike: Strike
  /** Resolves when a run that goes on may be struck again; by default at once. */
  readonly readyAgain?: (lab: Lab) => Promise<void>
  /** Addresses of the runs, in turn. */
  readonly queries: readonly string[]
  /** A strike comes so many milliseconds after the run went on, at most. */
  readonly latest?: number
}

/**
 * Trains runs to their end while faults strike them at random moments, and compares where each ends with
 * the unbroken run of the same settings, bit for bit.
 */
export async function strikeRuns(parts: StruckRuns): Promise<void> {
  const unbroken = new Map<string, KeptDigest>()
  for (let run = 0; parts.tally.struck < parts.strikes; run++) {
    const query = parts.queries[run % parts.queries.length]!
    const last = Math.min(parts.strikes, parts.tally.struck + STRIKES_OF_A_RUN)
    const struck = await trainedTo(parts, query, last)
    if (struck === null) continue
    const whole = unbroken.get(query) ?? (await trainedTo(parts, query, 0))
    if (whole === null) throw new Error(`strikeRuns: the unbroken run of ${query} must end`)
    unbroken.set(query, whole)
    const isSame = struck.digest === whole.digest && struck.step === whole.step
    parts.tally.runCompared(isSame && `${struck.testErrors}` === `${whole.testErrors}`)
  }
}

/** Where a run ends that was struck until there were so many strikes; null where it was lost. */
async function trainedTo(
  { browser, address, random, tally, strike, readyAgain, latest = 3000 }: StruckRuns,
  query: string,
  strikes: number,
): Promise<KeptDigest | null> {
  const context = await openContext(browser, address)
  try {
    let lab = await openLab(context, query)
    if (strikes > 0) await drawSeven(lab)
    await lab.train.click()
    // What was never kept cannot be lost.
    await expect(lab.status).toHaveAttribute('data-kept-images', /\d/, { timeout: PATIENCE })
    while (tally.struck < strikes) {
      await lab.page.waitForTimeout(random() * latest)
      if ((await lab.trainStatus()).phase === 'done') break
      let struck = lab
      const recovered = await tally.strike(async () => {
        struck = await strike(lab, query)
      })
      if (!recovered) {
        tally.runLost()
        return null
      }
      lab = struck
      await readyAgain?.(lab)
    }
    await lab.expectPhase('done', RUN_PATIENCE)
    return await keptDigest(lab)
  } finally {
    await context.close()
  }
}
