import type { LabState } from '../../src/store/lab-store'
import { parser } from '../../src/worker/parser'
import type { ParserApi } from '../../src/worker/protocol/parser'
import { openLab, settled } from '../unit/store/lab-ports-double'
import type { Finding } from './format'

/** What tells of a refusal, and is no loss. */
const TELLING: readonly (keyof LabState)[] = ['weightsFileFailure', 'handFileFailure', 'notices']

/**
 * The page's store with a drawing on the pad and weights that answer. Whatever its parser throws,
 * which the page would put down to the file, is thrown by `rethrow`.
 */
export async function fuzzedLab() {
  let thrown: unknown = null
  const noting =
    <Asked, Answer>(ask: (asked: Asked) => Promise<Answer>) =>
    async (asked: Asked) => {
      try {
        return await ask(asked)
      } catch (error) {
        thrown = error
        throw error
      }
    }
  const files: ParserApi = {
    readWeights: noting(parser.readWeights),
    readHand: noting(parser.readHand),
    readData: parser.readData,
  }
  const { store } = openLab({ files })
  store.getState().variantChosen('modern')
  await settled()
  const points = [40, 120, 240].map((y) => ({ x: 140, y, pressure: 0.5 }))
  store.getState().penLifted({ tool: 'pen', width: 18, points })
  await settled()
  return {
    store,
    rethrow: () => {
      const error = thrown
      thrown = null
      if (error !== null) throw error
    },
  }
}

/**
 * What a refused file has changed all the same.
 *
 * @param others - What the caller looks at itself.
 */
export const changesBetween = (
  before: LabState,
  after: LabState,
  others: readonly (keyof LabState)[] = [],
): readonly Finding[] =>
  Object.keys(before)
    .map((key) => key as keyof LabState) // the keys of a LabState are its keys
    .filter((key) => ![...TELLING, ...others].includes(key) && !Object.is(before[key], after[key]))
    .map((what) => ({ kind: 'stateChanged', what }))
