import {
  type ImageReading,
  type ImageReadings,
  readingsAsked,
} from '../core/metrics/image-readings'
import { newestOnly } from '../worker/newest-only-client'
import type { ImageAnswer } from '../worker/protocol'
import { isFrameRead } from './film-player'
import type { LabState, LabStore } from './lab-store'

/** Test images that go along with the film. */
export const EXAMPLES = 10

/** What a frame answers to each of some images. */
export interface FrameAnswers {
  readonly step: number
  readonly answers: readonly ImageAnswer[]
}

/** Those that were misread most certainly, the most certain first. */
export const hardestImages = (readings: ImageReadings): readonly ImageReading[] =>
  readingsAsked(readings, { truth: null, answer: null }).slice(0, EXAMPLES)

/** Milliseconds between two readings of the examples: as many a second as an eye can tell apart. */
const INTERVAL = 100

/**
 * Has images read by the frames that the page shows, after the drawing and seldom enough not to hold the
 * film up: one frame at a time, and of those that are shown meanwhile only the newest. What another frame
 * may have answered is not told.
 *
 * @param images - `[n, 28, 28]`, 0..255.
 * @param tell - Told null in the present.
 * @param rest - Resolves after so many milliseconds.
 * @returns Ends it.
 */
export function followFrames(
  lab: LabStore,
  images: Uint8Array<ArrayBuffer>,
  tell: (answers: FrameAnswers | null) => void,
  rest = (milliseconds: number): Promise<unknown> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds)),
): () => void {
  let isOver = false
  /** The weights of a frame whose answers were asked for last, counted by the store. */
  let asked = 0
  let rested: Promise<unknown> = Promise.resolve()
  const turns = newestOnly(
    async () => {
      await rested
      if (!isOver) await readNewest()
    },
    () => true,
  )
  const readNewest = async (): Promise<void> => {
    const { weightsSource, weightsVersion, imageAnswers } = lab.getState()
    if (weightsSource.kind !== 'frame' || asked === weightsVersion) return
    asked = weightsVersion
    const { step } = weightsSource.frame
    const answers = await imageAnswers(images)
    rested = rest(INTERVAL)
    // The reader answers with the weights that it got last: once others came, nobody knows by which.
    const isOutdated = lab.getState().weightsVersion !== weightsVersion
    if (!isOver && !isOutdated && answers !== null) tell({ step, answers })
  }
  const follow = (state: LabState): void => {
    // Between a frame's reading of the drawing and the next frame the reader is idle. Ink that was rubbed out
    // has no reading that could be waited for.
    const isDrawingRead = state.reading === null || isFrameRead(state)
    if (asked !== state.weightsVersion && isDrawingRead) void turns.ask(null)
  }
  const unsubscribe = lab.subscribe((state, before) => {
    if (state.weightsSource.kind === 'frame') follow(state)
    else if (before.weightsSource.kind === 'frame') {
      turns.drop()
      tell(null)
    }
  })
  const now = lab.getState()
  if (now.weightsSource.kind === 'frame') follow(now)
  else tell(null)
  return () => {
    isOver = true
    turns.drop()
    unsubscribe()
  }
}
