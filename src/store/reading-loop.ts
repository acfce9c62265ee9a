import { SUPERSEDED } from '../worker/newest-only-client'
import type { ReaderClient } from '../worker/reader-client'
import type { TrainerClient } from '../worker/trainer-client'
import { drawingOnPad } from './drawing-slice'
import type { LabStore } from './lab-store'
import { readingFailed } from './reading-failure'

/**
 * Reads the pad whenever the drawing or the weights change. The reader keeps only the newest drawing
 * that waits, so a slow answer never holds up a fast pen.
 */
export function keepReading(store: LabStore, reader: ReaderClient): () => void {
  return store.subscribe((state, before) => {
    const drawingChanged =
      state.history !== before.history || state.liveStroke !== before.liveStroke
    if (!drawingChanged && state.weightsVersion === before.weightsVersion) return
    if (state.weightsVersion === 0) return
    reader.read(drawingOnPad(state)).then(
      (reading) => {
        if (reading !== SUPERSEDED) store.getState().readArrived(reading)
      },
      (error: unknown) => readingFailed(store.getState(), error),
    )
  })
}

/** Tells the trainer when the pen goes down and up, so that it leaves time to what answers. */
export function giveWayToPen(store: LabStore, trainer: Pick<TrainerClient, 'penHeld'>): () => void {
  return store.subscribe(({ liveStroke }, before) => {
    const isDown = liveStroke !== null
    if (isDown !== (before.liveStroke !== null)) trainer.penHeld(isDown)
  })
}
