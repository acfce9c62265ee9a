import {
  type ImageReading,
  type ImageReadings,
  readingsAsked,
} from '../core/metrics/image-readings'
import { newestOnly, SUPERSEDED } from '../worker/newest-only-client'
import type { ImageAnswer } from '../worker/protocol'
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

/**
 * Has images read by each frame that the page shows. One frame at a time: of those that are shown
 * meanwhile only the newest reads them, and what another frame may have answered is not told.
 *
 * @param images - `[n, 28, 28]`, 0..255.
 * @param tell - Told null in the present.
 * @returns Ends it.
 */
export function followFrames(
  lab: LabStore,
  images: Uint8Array<ArrayBuffer>,
  tell: (answers: FrameAnswers | null) => void,
): () => void {
  let isOver = false
  const frames = newestOnly(
    async (step: number) => ({ step, answers: await lab.getState().imageAnswers(images) }),
    () => true,
  )
  const follow = async ({ weightsSource, weightsVersion }: LabState): Promise<void> => {
    if (weightsSource.kind !== 'frame') {
      frames.drop()
      tell(null)
      return
    }
    const frame = await frames.ask(weightsSource.frame.step)
    // The reader answers with the weights that it got last: once others came, nobody knows by which.
    const isOutdated = lab.getState().weightsVersion !== weightsVersion
    if (isOver || isOutdated || frame === SUPERSEDED || frame.answers === null) return
    tell({ step: frame.step, answers: frame.answers })
  }
  const unsubscribe = lab.subscribe((state, before) => {
    if (state.weightsVersion !== before.weightsVersion) void follow(state)
  })
  void follow(lab.getState())
  return () => {
    isOver = true
    frames.drop()
    unsubscribe()
  }
}
