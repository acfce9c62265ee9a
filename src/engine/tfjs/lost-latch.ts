import { awakeTimer } from '../awake-timer'
import type { EngineName } from '../engine'
import { EngineLostError } from '../engine-lost-error'

const DURING_READ_BACK = 'the device was lost during a read-back'

/**
 * Remembers that a device went away. TensorFlow.js never tells: after a lost context its read-backs
 * wait for ever or give zeros, and the context may even call itself restored.
 */
export class LostLatch {
  readonly #engine: EngineName
  readonly #timeLimit: number
  readonly #isLost: (failure?: unknown) => boolean
  readonly #waiting = new Set<(error: EngineLostError) => void>()
  readonly #listeners = new Set<(error: EngineLostError) => void>()
  #error: EngineLostError | null = null

  /**
   * @param timeLimit - Milliseconds after which a read-back counts as lost; 0 waits for ever.
   * @param isLost - Asked after each read-back, which may come before the event that tells; with why it
   *   failed, if it did.
   */
  constructor(
    engine: EngineName,
    timeLimit = 0,
    isLost: (failure?: unknown) => boolean = () => false,
  ) {
    this.#engine = engine
    this.#timeLimit = timeLimit
    this.#isLost = isLost
  }

  /** Called once, when the device is lost. Returns its undo. */
  onLost(listener: (error: EngineLostError) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  lose(reason: string): void {
    if (this.#error !== null) return
    this.#error = new EngineLostError(this.#engine, reason)
    for (const reject of this.#waiting) reject(this.#error)
    for (const listener of this.#listeners) listener(this.#error)
    this.#waiting.clear()
    this.#listeners.clear()
  }

  /** @throws {EngineLostError} If the device is lost. */
  assertAlive(): void {
    if (this.#error !== null) throw this.#error
  }

  /**
   * The result of a read-back, or a rejection as soon as the device is lost.
   *
   * Not a `Promise.race` with one long-lived promise, which would keep a reaction for each of the
   * hundred thousand read-backs of a run.
   */
  guard<Result>(result: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const callOff =
        this.#timeLimit > 0
          ? awakeTimer(this.#timeLimit, () => this.lose(`no answer in ${this.#timeLimit} ms`))
          : () => {}
      this.#waiting.add(reject)
      const settle = () => {
        callOff()
        this.#waiting.delete(reject)
      }
      result.then(
        (value) => {
          settle()
          if (this.#isLost()) this.lose(DURING_READ_BACK)
          if (this.#error === null) resolve(value)
          else reject(this.#error)
        },
        (error: unknown) => {
          settle()
          if (this.#isLost(error)) this.lose(DURING_READ_BACK)
          reject(this.#error ?? error)
        },
      )
    })
  }
}
