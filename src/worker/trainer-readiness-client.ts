import type { EngineChoice } from '../core/recipe/engine-name'
import type { TrainingSettings } from '../core/recipe/settings'

/** A worker that was made ready and that nobody used is ended after so many milliseconds. */
const UNUSED_LIFE = 180_000

/** What a trainer's engine is made ready for; other settings do not matter to it. */
export const needOf = (
  { variant, activation, c3, batch }: TrainingSettings,
  engine: EngineChoice,
): string => `${engine} ${variant} ${activation} ${c3} ${batch}`

/** What the trainer's worker was asked to make ready, from its start to its end. */
export class TrainerReadiness {
  readonly #expire: () => void
  #need: string | null = null
  /** What is made ready now. */
  #underWay: object | null = null
  #isUsed = false
  #expiry: ReturnType<typeof setTimeout> | undefined

  /** @param expire - Called when nobody has used the worker for a while. */
  constructor(expire: () => void) {
    this.#expire = expire
  }

  /** Whether the worker makes something ready and does nothing else, so that it may be ended. */
  get isUnderWay(): boolean {
    return this.#underWay !== null
  }

  /** Whether this was asked for last, even if it failed: only a run tells of that. It is kept for longer. */
  hasHeardOf(need: string): boolean {
    if (this.#need !== need) return false
    this.#keep()
    return true
  }

  /** Something is made ready. @returns What to call when it is, or has failed. */
  begin(need: string): () => void {
    const work = {}
    this.#need = need
    this.#underWay = work
    this.#keep()
    return () => {
      if (this.#underWay === work) this.#underWay = null
    }
  }

  /** The worker is asked to compute, and stays. */
  used(): void {
    this.#isUsed = true
    this.#underWay = null
    clearTimeout(this.#expiry)
  }

  /** The worker is gone. */
  reset(): void {
    clearTimeout(this.#expiry)
    this.#need = null
    this.#underWay = null
    this.#isUsed = false
  }

  #keep(): void {
    clearTimeout(this.#expiry)
    if (!this.#isUsed) this.#expiry = setTimeout(this.#expire, UNUSED_LIFE)
  }
}
