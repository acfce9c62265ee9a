import { derivedSeed, seededRandom } from '../../src/core/random'
import type { Finding, FuzzFormat, Outcome } from './format'

/** A case takes no longer than this, in milliseconds of processor time. */
export const TIME_LIMIT = 1000

export interface Tally {
  cases: number
  accepted: number
  refused: number
  /** Milliseconds of processor time that the slowest case took. */
  slowest: number
  overTime: number
  uncaught: number
  stateChanges: number
  unsound: number
  /** What was found, each with the number of its case; the first few. */
  readonly found: string[]
}

export const emptyTally = (): Tally => ({
  cases: 0,
  accepted: 0,
  refused: 0,
  slowest: 0,
  overTime: 0,
  uncaught: 0,
  stateChanges: 0,
  unsound: 0,
  found: [],
})

/** Findings that are told one by one. */
const MOST_TOLD = 20

/** The stream that a case is made from. */
export const randomOfCase = (seed: number, index: number) => seededRandom(derivedSeed(seed, index))

/** Runs one case and counts what became of it. */
export async function runCase(
  format: FuzzFormat,
  seed: number,
  index: number,
  tally: Tally,
): Promise<void> {
  const tell = (what: string) => {
    if (tally.found.length < MOST_TOLD) tally.found.push(`case ${index}: ${what}`)
  }
  const keys = Reflect.ownKeys(Object.prototype).length
  const { outcome, milliseconds } = await timed(format, seed, index)
  tally.cases++
  tally.slowest = Math.max(tally.slowest, milliseconds)
  if (milliseconds > TIME_LIMIT) {
    tally.overTime++
    tell(`took ${Math.round(milliseconds)} ms`)
  }
  if (Reflect.ownKeys(Object.prototype).length !== keys) {
    throw new Error(`runCase: case ${index} of ${format.name} has changed Object.prototype`)
  }
  if (outcome instanceof Error) {
    tally.uncaught++
    tell(outcome.stack ?? outcome.message)
    return
  }
  tally[outcome.verdict]++
  for (const finding of outcome.findings) {
    tally[COUNTERS[finding.kind]]++
    tell(`${finding.kind}: ${finding.what}`)
  }
}

const COUNTERS = { stateChanged: 'stateChanges', unsound: 'unsound' } as const satisfies Record<
  Finding['kind'],
  keyof Tally
>

/** Processor time, so that what else runs on the machine does not count; waiting is for `run.ts`. */
async function timed(format: FuzzFormat, seed: number, index: number) {
  const open = format.prepare(randomOfCase(seed, index))
  const start = process.cpuUsage()
  const outcome = await settledOutcome(open)
  const { user, system } = process.cpuUsage(start)
  return { outcome, milliseconds: (user + system) / 1000 }
}

async function settledOutcome(open: () => Promise<Outcome> | Outcome): Promise<Outcome | Error> {
  try {
    return await open()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
