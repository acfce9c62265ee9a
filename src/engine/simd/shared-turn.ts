import type { JobBuffers } from './thread-messages'

/** What the word says. */
const ASLEEP = 0
const WATCHING = 1
const JOB = 2
const CALL = 3

/** Milliseconds that the helper watches for one more job: what lies between two steps takes a fraction of one. */
export const HELPER_WATCH = 1
/**
 * Milliseconds that the engine watches for an answer. More than a helper that had to be woken is late: else
 * one late start would have the engine woken late, too, by when the helper sleeps again, step after step.
 */
export const ENGINE_WATCH = 4
/** The clock is read once in so many looks. */
const LOOKS = 64

/**
 * Whose turn it is with buffers in shared memory. To be woken by a message takes a thread up to a third of a
 * training step, so each side watches a word for a moment, and is sent a message only where it has stopped
 * watching.
 *
 * The word is `ASLEEP` where the helper waits for a message, `WATCHING` where it will see a job in the word,
 * `JOB` while it computes, and `CALL` where it computes and is to send a message when it is done.
 */
export class SharedTurn {
  readonly #word: Int32Array<SharedArrayBuffer>

  /** @param word - One integer in shared memory, 0 at first. */
  constructor(word: Int32Array<SharedArrayBuffer>) {
    this.#word = word
  }

  /** The engine: hands a job over. False where the helper has to be sent a message, too. */
  begin(): boolean {
    return this.#exchange(WATCHING, JOB) || this.#begunAsleep()
  }

  /** The engine: whether the job is done by now; where not, the helper will send a message. */
  isDone(): boolean {
    return this.#watch(JOB, ENGINE_WATCH) || !this.#exchange(JOB, CALL)
  }

  /** The engine: has the helper wait for a message. */
  sleep(): void {
    this.#exchange(WATCHING, ASLEEP)
  }

  /** The helper: has done a job. True where the engine has to be sent a message. */
  finish(): boolean {
    return Atomics.exchange(this.#word, 0, WATCHING) === CALL
  }

  /** The helper: whether there is one more job by now; where not, it will be sent a message. */
  hasMore(): boolean {
    const isTold = this.#watch(WATCHING, HELPER_WATCH) || !this.#exchange(WATCHING, ASLEEP)
    return isTold && Atomics.load(this.#word, 0) !== ASLEEP
  }

  #begunAsleep(): false {
    Atomics.store(this.#word, 0, JOB)
    return false
  }

  #exchange(from: number, to: number): boolean {
    return Atomics.compareExchange(this.#word, 0, from, to) === from
  }

  /** Whether the word is another than `state` within so many milliseconds. */
  #watch(state: number, milliseconds: number): boolean {
    const end = performance.now() + milliseconds
    do {
      for (let look = 0; look < LOOKS; look++) {
        if (Atomics.load(this.#word, 0) !== state) return true
      }
    } while (performance.now() < end)
    return false
  }
}

/** Null where there are no buffers, or none that are shared. */
export const turnOf = (buffers: JobBuffers | null): SharedTurn | null =>
  buffers?.turn ? new SharedTurn(buffers.turn) : null
