import type { EngineChoice } from '../core/recipe/engine-name'

/** Thrown at the next gate after a stop. */
export class RunStoppedError extends Error {
  override readonly name = 'RunStoppedError'
}

/** What a run does at a gate, when its turn has come. */
export interface GateActions {
  /** The run stands still from now on. */
  paused(): Promise<void>
  resumed(): void
  switchEngine(choice: EngineChoice): Promise<void>
}

interface SwitchRequest {
  readonly choice: EngineChoice
  readonly done: () => void
}

/** Commands to a run. They are heard at gates, between two steps or two chunks of an evaluation. */
export class RunControl {
  #isPaused = false
  #isStanding = false
  #isStopped = false
  #singleSteps = 0
  #isPenDown = false
  readonly #switches: SwitchRequest[] = []
  readonly #sleepers: (() => void)[] = []
  readonly #stopListeners = new Set<(error: RunStoppedError) => void>()

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#singleSteps = 0
    this.#wakeUp()
  }

  /** Whether someone draws now, who must not wait for the run's threads. */
  get isPenDown(): boolean {
    return this.#isPenDown
  }

  penHeld(isDown: boolean): void {
    this.#isPenDown = isDown
  }

  /** One step of a paused run; nothing where the run is not paused. */
  step(): void {
    if (this.#isPaused) this.#singleSteps++
    this.#wakeUp()
  }

  stop(): void {
    this.#isStopped = true
    for (const reject of this.#stopListeners) reject(new RunStoppedError('stopped'))
    this.#wakeUp()
  }

  /** Resolves when the run has moved, or has tried to. */
  switchEngine(choice: EngineChoice): Promise<void> {
    return new Promise((done) => {
      this.#switches.push({ choice, done })
      this.#wakeUp()
    })
  }

  /** Whether a pause was asked for, and nothing since. */
  get isPaused(): boolean {
    return this.#isPaused
  }

  /** Whether a step that was just done was a single one. */
  get isStanding(): boolean {
    return this.#isStanding
  }

  /** What comes first: the promise, or a stop. @throws {RunStoppedError} */
  orStopped<Result>(promise: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#isStopped) reject(new RunStoppedError('stopped'))
      this.#stopListeners.add(reject)
      promise.then(resolve, reject).finally(() => this.#stopListeners.delete(reject))
    })
  }

  /**
   * Lets the run pass, or holds it while it is paused.
   *
   * @param before - What comes next; only a `step` uses up a single step.
   * @throws {RunStoppedError} After a stop.
   */
  async gate(before: 'step' | 'chunk', actions: GateActions): Promise<void> {
    for (;;) {
      if (this.#isStopped) throw new RunStoppedError('stopped')
      const request = this.#switches.shift()
      if (request !== undefined) {
        await this.#move(request, actions)
      } else if (!this.#isPaused) {
        if (this.#isStanding) actions.resumed()
        this.#isStanding = false
        return
      } else if (this.#singleSteps > 0) {
        if (before === 'step') this.#singleSteps--
        return
      } else if (!this.#isStanding) {
        await actions.paused()
        this.#isStanding = true
      } else {
        await new Promise<void>((resolve) => this.#sleepers.push(resolve))
      }
    }
  }

  /** Ends what still waits when the run is over. */
  close(): void {
    for (const { done } of this.#switches.splice(0)) done()
  }

  async #move({ choice, done }: SwitchRequest, actions: GateActions): Promise<void> {
    try {
      await actions.switchEngine(choice)
    } finally {
      done()
    }
  }

  #wakeUp(): void {
    for (const wake of this.#sleepers.splice(0)) wake()
  }
}
