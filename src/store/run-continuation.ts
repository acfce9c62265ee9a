import { type EngineChoice, type EngineName, FALLBACK_ENGINES } from '../core/recipe/engine-name'

/** How often a run begins again on the same engine without having come any further. */
const MOST_TRIES = 2

/** What is known of a run whose worker died or hung. */
export interface InterruptedRun {
  /** What it was begun with. */
  readonly choice: EngineChoice
  /** What computed it; null where none had started. */
  readonly engine: EngineName | null
  /** Steps done at the last good checkpoint; 0 where there is none. */
  readonly step: number
  /** Whether anything was heard of its worker. */
  readonly wasHeard: boolean
}

export interface Continuation {
  /** What the run goes on with. */
  readonly engine: EngineChoice
  /** Whether it has come further since it was last interrupted: new trouble, to be told of. */
  readonly isNew: boolean
}

/**
 * Decides how a run goes on by itself. On the engine it had, because only there the rest of it is the
 * rest of the unbroken run; where that leads nowhere again and again, on the next one; and not at all
 * where none is left, or where no worker starts.
 */
export class RunContinuation {
  readonly #failed = new Set<EngineChoice>()
  #tries = 0
  #step = -1

  /** Another run begins, or the learner asks for this one again. */
  reset(): void {
    this.#failed.clear()
    this.#tries = 0
    this.#step = -1
  }

  /** What an interrupted run goes on with; null where it does not. */
  next({ choice, engine, step, wasHeard }: InterruptedRun): Continuation | null {
    const isNew = step > this.#step
    if (isNew) this.#tries = 0
    this.#step = Math.max(step, this.#step)
    const had = engine ?? choice
    if (this.#tries < MOST_TRIES) {
      this.#tries++
      return { engine: had, isNew }
    }
    if (!wasHeard) return null
    this.#failed.add(had)
    const next = FALLBACK_ENGINES.find((name) => !this.#failed.has(name))
    if (next === undefined) return null
    this.#tries = 0
    return { engine: next, isNew }
  }
}
