/** The process in which one format's cases run; `run.ts` starts it and listens. */
import { FORMATS } from './formats'
import { runCase, type Tally } from './run-cases'

export interface Work {
  readonly format: string
  readonly seed: number
  readonly first: number
  readonly count: number
  readonly tally: Tally
}

/** Told after each case. */
export interface CaseDone {
  readonly index: number
  readonly tally: Tally
}

const { format: name, seed, first, count, tally }: Work = JSON.parse(process.argv[2] ?? '{}')
const format = FORMATS.find((candidate) => candidate.name === name)
if (format === undefined) throw new RangeError(`child: knows no format ${name}`)
for (let index = first; index < count; index++) {
  await runCase(format, seed, index, tally)
  process.send?.({ index, tally } satisfies CaseDone)
}
process.disconnect?.()
