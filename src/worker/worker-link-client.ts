import { type Remote, wrap } from 'comlink'
import { watchForHang } from './hang-watch-client'
import { keepErrorReasons } from './protocol/wire-error'

/** What of a Worker is needed to talk to it. */
export type WorkerPort = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>

/**
 * A worker ended by itself: its script could not be loaded, or it failed outside of any call. Or it
 * hung and was ended.
 */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError'
  readonly hung: boolean

  constructor(message: string, hung = false) {
    super(message)
    this.hung = hung
  }
}

/** A call, made on what stands for the worker's side. */
export type Ask<Api, Answer> = (remote: Remote<Api>) => Promise<Answer>

/** A worker and the calls that wait for it. */
export interface WorkerLink<Api> {
  /**
   * The answer of a call.
   *
   * @param patience - Milliseconds in which this call or another must be answered, or the worker hangs
   *   and is ended; any time unless told.
   * @throws {WorkerDiedError} If the worker ends first.
   */
  call<Answer>(ask: Ask<Api, Answer>, patience?: number): Promise<Answer>
  /** Ends the worker, and with it every call that waits. @param hung - Whether it is ended for that. */
  close(reason: string, hung?: boolean): void
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
  /** Calls that wait, by what ends them, and the patience of each. */
  const waiting = new Map<(error: WorkerDiedError) => void, number>()
  let ended: WorkerDiedError | null = null
  const worker = spawn()
  const end = (error: WorkerDiedError, report: () => void): void => {
    if (ended !== null) return
    ended = error
    // Not releaseProxy: it would post to a worker that is no more.
    worker.terminate()
    watch.end()
    report()
    for (const reject of waiting.keys()) reject(error)
    waiting.clear()
  }
  const die = (what: string, hung = false): void => {
    const error = new WorkerDiedError(what, hung)
    end(error, () => onDeath(error))
  }
  const watch = watchForHang((patience) => die(`no answer in ${patience / 1000} s`, true))
  /** The most patient call counts: whichever is answered first, others may wait behind it. */
  const allow = () => {
    const patience = waiting.size === 0 ? Number.POSITIVE_INFINITY : Math.max(...waiting.values())
    watch.allow(patience)
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    const message = 'message' in event ? event.message : undefined
    die(typeof message === 'string' && message !== '' ? message : 'the worker ended by itself')
  })
  worker.addEventListener('messageerror', () => die('a message could not be read'))
  const remote = wrap<Api>(worker)
  return {
    call: (ask, patience = Number.POSITIVE_INFINITY) =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended)
          return
        }
        waiting.set(reject, patience)
        allow()
        ask(remote)
          .finally(() => {
            waiting.delete(reject)
            watch.heard()
            if (ended === null) allow()
          })
          .then(resolve, reject)
      }),
    close: (reason, hung) => end(new WorkerDiedError(reason, hung), () => {}),
  }
}
