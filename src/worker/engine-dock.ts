import type { Network } from '../core/network/description'
import { type EngineChoice, type EngineName, FALLBACK_ENGINES } from '../core/recipe/engine-name'
import type { Engine } from '../engine/engine'
import type { EngineTrial, TrainingEvent } from './protocol'

/** What an engine is wanted for, so that it is tested and measured on that. */
export interface EngineNeed {
  readonly network: Network
  /** Images a step. */
  readonly batch: number
}

/**
 * Starts an engine that has passed its self-test; `auto` measures those that there are.
 *
 * @param tried - Called for every engine that was tried, the refused ones included.
 * @throws {EngineUnavailableError} If there is none.
 */
export type OpenEngine = (
  choice: EngineChoice,
  need: EngineNeed,
  tried: (trial: EngineTrial) => void,
) => Promise<Engine>

/**
 * Holds the one engine of the trainer. It outlives a run, because shaders and wasm memory are slow
 * to make again.
 */
export class EngineDock {
  readonly #open: OpenEngine
  #engine: Engine | null = null
  /** For what choice and network the engine was opened; null where it came as a fallback. */
  #openedFor: string | null = null
  /** What was tried when it was opened for that. */
  #trials: readonly EngineTrial[] = []
  #underWay: Promise<void> = Promise.resolve()

  constructor(open: OpenEngine) {
    this.#open = open
  }

  /** @throws {Error} Before one was opened. */
  get engine(): Engine {
    if (this.#engine === null) throw new Error('EngineDock.engine: needs an open engine, got none')
    return this.#engine
  }

  get isOpen(): boolean {
    return this.#engine !== null
  }

  /**
   * Opens what was chosen before a run asks for it. Where it cannot be had, nothing takes its place: the
   * run tries it again, and tells of it.
   *
   * @throws {EngineUnavailableError} If it cannot be had.
   */
  prepare(choice: EngineChoice, need: EngineNeed): Promise<void> {
    return this.#inTurn(() => this.#openChosen(choice, need, () => {}))
  }

  /**
   * Opens what was chosen, or keeps the engine that was opened for it before. Where the chosen one
   * cannot be had, one that needs no graphics takes its place. Waits for an opening under way, as a
   * run that was stopped may have left one.
   *
   * @param failed - Engines that have failed in this run; those that cannot be opened are added.
   * @throws {EngineUnavailableError} If there is none.
   */
  open(
    choice: EngineChoice,
    failed: Set<EngineName>,
    need: EngineNeed,
    report: (event: TrainingEvent) => void,
  ): Promise<void> {
    return this.#inTurn(() => this.#openNow(choice, failed, need, report))
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#underWay.then(work)
    this.#underWay = done.catch(() => {})
    return done
  }

  async #openNow(
    choice: EngineChoice,
    failed: Set<EngineName>,
    need: EngineNeed,
    report: (event: TrainingEvent) => void,
  ): Promise<void> {
    try {
      await this.#openChosen(choice, need, triedBy(report))
    } catch (error) {
      if (choice === 'auto') throw error
      failed.add(choice)
      await this.#openFallback(error, failed, need, report)
    }
    this.#reportChosen(report)
  }

  /** @param tried - Told of an engine that is kept as it was when it was opened. */
  async #openChosen(
    choice: EngineChoice,
    need: EngineNeed,
    tried: (trial: EngineTrial) => void,
  ): Promise<void> {
    const key = keyOf(choice, need)
    if (this.#engine !== null && this.#openedFor === key) {
      for (const trial of this.#trials) tried(trial)
      return
    }
    this.close()
    const trials: EngineTrial[] = []
    this.#engine = await this.#open(choice, need, (trial) => {
      trials.push(trial)
      tried(trial)
    })
    this.#openedFor = key
    this.#trials = trials
  }

  /**
   * Moves to another engine once it has proven itself; stays where it cannot be had.
   *
   * @param bring - Puts the new engine where the run stands; what it throws keeps the old engine.
   * @returns Whether it moved.
   */
  async move(
    choice: EngineChoice,
    need: EngineNeed,
    bring: (engine: Engine) => Promise<void>,
    report: (event: TrainingEvent) => void,
  ): Promise<boolean> {
    let next: Engine | null = null
    const trials: EngineTrial[] = []
    try {
      next = await this.#open(choice, need, (trial) => {
        trials.push(trial)
        report({ kind: 'engineTried', trial })
      })
      await bring(next)
    } catch (error) {
      next?.dispose()
      // A single engine that was refused has told why; one that failed later has not.
      const refusalReported = trials.some(({ refused }) => refused !== null)
      if (next !== null || !refusalReported) report(refusal(choice, next, error))
      this.#reportChosen(report)
      return false
    }
    this.close()
    this.#engine = next
    this.#openedFor = keyOf(choice, need)
    this.#trials = trials
    this.#reportChosen(report)
    return true
  }

  /**
   * Replaces an engine that failed by one that needs no graphics.
   *
   * @param failed - Engines that have failed in this run; those that cannot be opened are added.
   * @throws What failed, if none is left.
   */
  async fallBack(
    error: unknown,
    failed: Set<EngineName>,
    need: EngineNeed,
    report: (event: TrainingEvent) => void,
  ): Promise<void> {
    const { name } = this.engine.describe()
    failed.add(name)
    report(refusal(name, this.engine, error))
    this.close()
    await this.#openFallback(error, failed, need, report)
    this.#reportChosen(report)
  }

  close(): void {
    const engine = this.#engine
    this.#engine = null
    this.#openedFor = null
    this.#trials = []
    try {
      engine?.dispose()
    } catch {
      // A lost device may refuse even this; it is given up either way.
    }
  }

  /** @throws `error`, if none is left. */
  async #openFallback(
    error: unknown,
    failed: Set<EngineName>,
    need: EngineNeed,
    report: (event: TrainingEvent) => void,
  ): Promise<void> {
    for (const fallback of FALLBACK_ENGINES) {
      if (failed.has(fallback)) continue
      try {
        this.#engine = await this.#open(fallback, need, triedBy(report))
        return
      } catch {
        failed.add(fallback) // its trial has been reported
      }
    }
    throw error
  }

  #reportChosen(report: (event: TrainingEvent) => void): void {
    report({ kind: 'engineChosen', ...this.engine.describe() })
  }
}

const triedBy = (report: (event: TrainingEvent) => void) => (trial: EngineTrial) =>
  report({ kind: 'engineTried', trial })

/**
 * `auto` measured for one batch size and network says nothing about others, and WebGL has compiled
 * for none but those.
 */
const keyOf = (choice: EngineChoice, { network, batch }: EngineNeed): string =>
  choice === 'auto' || choice === 'webgl' ? `${choice} ${network.variant} ${batch}` : choice

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : `${error}`)

function refusal(choice: EngineChoice, engine: Engine | null, error: unknown): TrainingEvent {
  const name = engine?.describe().name ?? (choice === 'auto' ? 'cpu' : choice)
  const device = engine?.describe().device ?? ''
  return {
    kind: 'engineTried',
    trial: { name, device, imagesPerSecond: null, refused: messageOf(error) },
  }
}
