import { type Remote, wrap } from 'comlink'
import { keepErrorReasons } from './protocol/wire-error'

/** What of a Worker is needed to talk to it. */
export type WorkerPort = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>

/** A worker ended by itself: its script could not be loaded, or it failed outside of any call. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError'
}

/** A call, made on what stands for the worker's side. */
export type Ask<Api, Answer> = (remote: Remote<Api>) => Promise<Answer>

/** A worker and the calls that wait for it. */
export interface WorkerLink<Api> {
  /** The answer of a call. @throws {WorkerDiedError} If the worker ends first. */
  call<Answer>(ask: Ask<Api, Answer>): Promise<Answer>
  /** Ends the worker, and with it every call that waits. */
  close(reason: string): void
}

/**
 * Starts a worker.
 *
 * @param onDeath - Called once when the worker ends by itself, before its calls reject.
 */
export function linkWorker<Api>(
  spawn: () => WorkerPort,
  onDeath: (error: WorkerDiedError) => void,
): WorkerLink<Api> {
  keepErrorReasons()
  const waiting = new Set<(error: WorkerDiedError) => void>()
  let ended: WorkerDiedError | null = null
  const worker = spawn()
  const end = (error: WorkerDiedError, report: () => void): void => {
    if (ended !== null) return
    ended = error
    // Not releaseProxy: it would post to a worker that is no more.
    worker.terminate()
    report()
    for (const reject of waiting) reject(error)
    waiting.clear()
  }
  const die = (what: string): void => {
    const error = new WorkerDiedError(what)
    end(error, () => onDeath(error))
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    const message = 'message' in event ? event.message : undefined
    die(typeof message === 'string' && message !== '' ? message : 'the worker ended by itself')
  })
  worker.addEventListener('messageerror', () => die('a message could not be read'))
  const remote = wrap<Api>(worker)
  return {
    call: (ask) =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended)
          return
        }
        waiting.add(reject)
        ask(remote)
          .finally(() => waiting.delete(reject))
          .then(resolve, reject)
      }),
    close: (reason) => end(new WorkerDiedError(reason), () => {}),
  }
}
