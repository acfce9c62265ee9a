import { WorkerDiedError } from '../worker/worker-link-client'
import type { LabState } from './lab-store'

/** Says why a reading failed: the reader ended, or it could not compute with the present weights. */
export function readingFailed({ noticeGiven }: LabState, error: unknown): void {
  noticeGiven('error', error instanceof WorkerDiedError ? 'readerDied' : 'readingFailed')
}
