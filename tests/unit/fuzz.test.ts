import { describe, expect, it } from 'vitest'
import { FORMATS } from '../fuzz/formats'
import { emptyTally, runCase } from '../fuzz/run-cases'

/** The seed of `npm run test:fuzz`, which runs ten thousand cases of each format. */
const SEED = 1998
const SHARE_MS = 1000
const FEWEST = 40

describe('changed files', () => {
  it.each(FORMATS)(
    'of a $name are sound or refused, and change nothing then',
    async (format) => {
      const tally = emptyTally()
      const end = performance.now() + SHARE_MS
      for (let index = 0; index < FEWEST || performance.now() < end; index++) {
        await runCase(format, SEED, index, tally)
      }
      expect(tally.found).toEqual([])
      // Else everything would be refused, or nothing, and the cases would tell nothing.
      expect(tally.accepted).toBeGreaterThan(0)
      expect(tally.refused).toBeGreaterThan(0)
    },
    60_000,
  )
})
