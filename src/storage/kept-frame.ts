import * as v from 'valibot'
import type { Network } from '../core/network/description'
import { assertWeights, type Weights } from '../core/network/parameters'
import { count, weights } from '../worker/protocol/run'
import type { LabDatabase } from './lab-database'

/** A frame of a run's film as it lies in the database; where in the run it was taken, the run tells. */
export const keptFrame = v.strictObject({ run: count, step: count, weights })

/** A frame's weights, and after how many steps of its run they were taken. */
export interface FrameWeights {
  readonly step: number
  readonly weights: Weights
}

/** Frames read at once: what else the thread has to do comes between them. */
const FRAMES_AT_ONCE = 8

/** The keys of all of a run's frames: arrays, which are no steps, come after every number. */
export const framesOf = (run: number): IDBKeyRange =>
  IDBKeyRange.bound([run], [run, []], false, true)

/** The weights of a run's frames by their steps; those that are not the network's are left out. */
export async function readFrames(
  database: LabDatabase,
  run: number,
  network: Network,
): Promise<ReadonlyMap<number, Weights>> {
  const found = new Map<number, Weights>()
  let range = framesOf(run)
  for (;;) {
    const records = await database.read(async (opened) => {
      const { store } = opened.transaction('frames')
      const [keys, values] = await Promise.all([
        store.getAllKeys(range, FRAMES_AT_ONCE),
        store.getAll(range, FRAMES_AT_ONCE),
      ])
      return keys.map((key, place) => ({ key, value: values[place] }))
    })
    const last = records.at(-1)
    if (last === undefined) return found
    for (const { value } of records) {
      const frame = parsedFrame(value, network)
      if (frame !== null) found.set(frame.step, frame.weights)
    }
    range = IDBKeyRange.bound(last.key, range.upper, true, true)
  }
}

function parsedFrame(record: unknown, network: Network): FrameWeights | null {
  const parsed = v.safeParse(keptFrame, record)
  if (!parsed.success) return null
  try {
    assertWeights(network, parsed.output.weights)
    return parsed.output
  } catch {
    return null
  }
}
