import { isComplete, type TrainingSlice } from '../../store/training-slice'

type Heard = Pick<TrainingSlice, 'phase' | 'evaluations' | 'progress'>

/** What a screen reader is told: a change of phase or the result of an epoch, never a batch. */
export type Announcement =
  | { readonly kind: 'loading' | 'started' | 'resumed' | 'paused' | 'failed' }
  | { readonly kind: 'stopped' | 'finished'; readonly testError: number | null }
  | { readonly kind: 'epoch'; readonly epoch: number; readonly testError: number }

/** What is worth telling between two states of a run; null for nothing. */
export function announcementOf(before: Heard, now: Heard): Announcement | null {
  const latest = now.evaluations.at(-1)
  const testError = latest?.testError ?? null
  if (now.phase !== before.phase) {
    switch (now.phase) {
      case 'idle':
        return null
      case 'running':
        return { kind: before.phase === 'paused' ? 'resumed' : 'started' }
      case 'done':
        return { kind: isComplete(now.progress) ? 'finished' : 'stopped', testError }
      default:
        return { kind: now.phase }
    }
  }
  if (latest !== undefined && latest !== before.evaluations.at(-1)) {
    return { kind: 'epoch', epoch: latest.epoch, testError: latest.testError }
  }
  return null
}
