import { HandDivergedError } from '../training/hand-training'
import { TrainingDivergedError } from '../training/training-diverged-error'
import { MnistUnavailableError } from './mnist-unavailable'
import type { Checkpoint, TrainingEvent } from './protocol'
import { RunStoppedError } from './run-control'

/** Whether another engine may do better: neither the numbers, nor the data, nor a stop ended it. */
export const isEngineTrouble = (error: unknown): boolean =>
  !(
    error instanceof TrainingDivergedError ||
    error instanceof HandDivergedError ||
    error instanceof MnistUnavailableError ||
    error instanceof RunStoppedError
  )

/** The report of a run that failed. @param checkpoint - The last good one. */
export function failure(error: unknown, checkpoint: Checkpoint): TrainingEvent {
  const message = error instanceof Error ? error.message : `${error}`
  if (error instanceof TrainingDivergedError) {
    return { kind: 'failed', reason: 'diverged', message, checkpoint: error.checkpoint }
  }
  if (error instanceof MnistUnavailableError) {
    return { kind: 'failed', reason: 'data', detail: error.reason, message, checkpoint }
  }
  return { kind: 'failed', reason: 'engine', message, checkpoint }
}
