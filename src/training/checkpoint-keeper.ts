import type { Weights } from '../core/network/parameters'
import type { Checkpoint } from '../core/recipe/checkpoint'
import type { TrainingSettings } from '../core/recipe/settings'
import type { Engine } from '../engine/engine'
import { EngineLostError } from '../engine/engine-lost-error'
import { continuedUnder, initialCheckpoint, isAllZero, nonFinitePart } from './checkpoint'
import { TrainingDivergedError } from './training-diverged-error'

/** Checkpoints are this far apart at least, in milliseconds… */
const LEAST_INTERVAL = 500
/** …and reading them takes a 20th of the time at most. */
const READING_SHARE = 1 / 20

export interface CheckpointKeeperOptions {
  readonly settings: TrainingSettings
  /** Milliseconds from any origin. */
  readonly clock: () => number
  /** Goes on from there; null starts a new run. */
  readonly from?: Checkpoint | null
}

/**
 * Holds the last two checkpoints of a run: the newest, and the newest whose weights have since given
 * a sound loss. Weights can be finite and already lost; only the next batch shows it.
 */
export class CheckpointKeeper {
  readonly settings: TrainingSettings
  readonly #clock: () => number
  #newest: Checkpoint
  #proven: Checkpoint
  #dueAt: number

  /** @throws {RangeError} If `from` is of another run. */
  constructor({ settings, clock, from = null }: CheckpointKeeperOptions) {
    this.settings = settings
    this.#clock = clock
    this.#newest = from === null ? initialCheckpoint(settings) : continuedUnder(settings, from)
    this.#proven = this.#newest
    this.#dueAt = clock() + LEAST_INTERVAL
  }

  get newest(): Checkpoint {
    return this.#newest
  }

  /** Whether it is time for another. */
  get isDue(): boolean {
    return this.#clock() >= this.#dueAt
  }

  /** Records that the weights after `step` steps gave a sound loss. */
  soundLoss(step: number): void {
    if (this.#newest.step <= step) this.#proven = this.#newest
  }

  /**
   * Reads a checkpoint from the engine; the newest again where that is of this step already.
   *
   * @throws {TrainingDivergedError} If a value is not finite.
   * @throws {EngineLostError} If every weight reads 0.
   */
  async take(engine: Engine, step: number): Promise<Checkpoint> {
    if (this.#newest.step === step) return this.#newest
    const started = this.#clock()
    const weights = await this.weights(engine, step)
    const optimizer = await engine.optimizerState()
    const ended = this.#clock()
    this.#dueAt = ended + Math.max(LEAST_INTERVAL, (ended - started) / READING_SHARE)
    const taken = { settings: this.settings, step, weights, optimizer }
    this.#assertFinite(step, { optimizer })
    this.#newest = taken
    return taken
  }

  /**
   * Reads the weights alone, of which there may be a checkpoint already.
   *
   * @throws As `take`.
   */
  async weights(engine: Engine, step: number): Promise<Weights> {
    if (this.#newest.step === step) return this.#newest.weights
    const weights = await engine.weights()
    this.#assertFinite(step, { weights })
    if (isAllZero(weights)) {
      throw new EngineLostError(engine.describe().name, 'the weights read back as zeros')
    }
    return weights
  }

  /** The error that ends a run at that step, with the weights to go back to. */
  diverged(step: number, what: string): TrainingDivergedError {
    return new TrainingDivergedError(step, what, this.#proven)
  }

  #assertFinite(step: number, read: Parameters<typeof nonFinitePart>[0]): void {
    const bad = nonFinitePart(read)
    if (bad !== null) throw this.diverged(step, bad)
  }
}
