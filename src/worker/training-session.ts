import type { Weights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import type { EngineChoice, EngineName } from '../core/recipe/engine-name'
import type { TrainingSettings } from '../core/recipe/settings'
import type { Engine } from '../engine/engine'
import { CheckpointKeeper } from '../training/checkpoint-keeper'
import { positionAt, type RunPlan } from '../training/run-plan'
import { loadCheckpoint, type StepDone, trainingRun } from '../training/training-run'
import type { EngineDock, EngineNeed } from './engine-dock'
import { evaluateEpoch } from './epoch-evaluation'
import { imagesToScore } from './epoch-scores'
import type { MnistData } from './mnist-data'
import type { Checkpoint, TrainingEvent } from './protocol'
import { type GateActions, RunControl } from './run-control'
import { isEngineTrouble } from './run-outcome'
import type { RunPulse } from './run-pulse'
import { RunReports } from './run-reports'
import { stoppableData } from './stoppable-data'

export interface SessionParts {
  readonly dock: EngineDock
  readonly mnist: MnistData
  readonly plan: RunPlan
  readonly settings: TrainingSettings
  readonly from: Checkpoint | null
  /** Steps whose weights make the run's film. */
  readonly frames: ReadonlySet<number>
  readonly report: (event: TrainingEvent) => void
  /** Tells the page how long the run may be silent. */
  readonly pulse: RunPulse
  /** Milliseconds from any origin. */
  readonly clock: () => number
  /** Lets the worker hear what was posted to it. */
  readonly nextTask: () => Promise<void>
  /** Resolves after so many milliseconds. */
  readonly rest: (milliseconds: number) => Promise<void>
}

/** Between two pieces of work while someone draws, the work being one thread's where the engine can do with it. */
const REST_PER_WORK = 5

/** Milliseconds; slow engines compute with few threads, or not on these cores. */
const LONGEST_REST = 80

/** One run in the worker: steps, evaluations, commands between them, and engines that fail. */
export class TrainingSession {
  readonly control = new RunControl()
  readonly #parts: SessionParts
  readonly #need: EngineNeed
  readonly #checkpoints: CheckpointKeeper
  readonly #reports: RunReports
  readonly #failed = new Set<EngineName>()
  /** Steps done. */
  #step: number

  /** @throws {RangeError} If `from` is of another run. */
  constructor(parts: SessionParts) {
    const { settings, plan, from, clock } = parts
    this.#parts = parts
    this.#need = {
      network: networkOf(settings.variant, settings.activation, settings),
      batch: settings.batch,
    }
    this.#checkpoints = new CheckpointKeeper({ settings, clock, from })
    this.#step = this.#checkpoints.newest.step
    this.#reports = new RunReports(plan, imagesToScore(parts.mnist.test, plan), clock)
  }

  /** The last good checkpoint. */
  get newest(): Checkpoint {
    return this.#checkpoints.newest
  }

  /**
   * Trains to the end.
   *
   * @returns Where it ended.
   * @throws {RunStoppedError} After a stop.
   * @throws {TrainingDivergedError} With the weights to go back to.
   * @throws {MnistUnavailableError} If images cannot be had.
   * @throws The last engine's error, if no engine is left.
   */
  async follow(choice: EngineChoice): Promise<Checkpoint> {
    const { dock, mnist, plan, report, pulse } = this.#parts
    pulse.rest()
    await this.control.orStopped(mnist.start(report))
    pulse.engineStarts()
    await this.control.orStopped(dock.open(choice, this.#failed, this.#need, report))
    for (;;) {
      try {
        await this.#train()
        return await this.#checkpoints.take(dock.engine, plan.steps)
      } catch (error) {
        if (!isEngineTrouble(error)) throw error
        pulse.engineStarts()
        await dock.fallBack(error, this.#failed, this.#need, report)
        this.#reports.engineChanged()
        this.#step = this.#checkpoints.newest.step
      }
    }
  }

  /** Where the run stands now, read from the engine where that can be done. */
  async here(): Promise<Checkpoint> {
    const { dock } = this.#parts
    try {
      if (dock.isOpen) this.#tellAll()
      return dock.isOpen ? await this.#checkpoints.take(dock.engine, this.#step) : this.newest
    } catch (error) {
      if (isEngineTrouble(error)) return this.newest
      throw error
    }
  }

  /** From the newest checkpoint to the end, on the engines that the dock holds meanwhile. */
  async #train(): Promise<void> {
    const { dock, mnist, plan, settings, frames, pulse } = this.#parts
    const steps = trainingRun({
      engine: () => dock.engine,
      data: stoppableData(mnist.train, this.control, pulse),
      plan,
      checkpoints: this.#checkpoints,
      frames,
    })
    const start = this.#step
    if (start === 0) this.#reportFrame(this.newest.weights, null)
    try {
      // The epoch's evaluation may be what was interrupted.
      if (start > 0 && start % plan.stepsPerEpoch === 0) {
        await loadCheckpoint(dock.engine, this.newest)
        await this.#evaluate(positionAt(plan, settings.batch, start))
      }
      let isBetweenSteps = true
      for (;;) {
        if (isBetweenSteps) await this.#gate('step')
        pulse.begin('step')
        dock.engine.leaveCores?.(this.control.isPenDown)
        const started = this.#parts.clock()
        const { value, done } = await steps.next()
        pulse.end()
        if (done) return
        if (value.kind === 'epoch') {
          isBetweenSteps = true
          await this.#evaluate(value)
        } else {
          isBetweenSteps = value.step % plan.stepsPerEpoch !== 0
          await this.#leaveTimeToPen(this.#parts.clock() - started)
          const seconds = (this.#parts.clock() - started) / 1000
          await this.#stepDone(value, value.step === start + 1 ? null : seconds)
        }
        await this.#parts.nextTask()
      }
    } finally {
      dock.engine.leaveCores?.(false)
      await steps.return()
    }
  }

  /**
   * Rests five times as long as the work before took, where someone draws: else it would keep the page and
   * the reader from answering within a frame.
   */
  async #leaveTimeToPen(worked: number): Promise<void> {
    if (!this.control.isPenDown) return
    await this.#parts.rest(Math.min(REST_PER_WORK * worked, LONGEST_REST))
  }

  async #stepDone(step: StepDone, seconds: number | null): Promise<void> {
    const { dock, report } = this.#parts
    this.#step = step.step
    this.#reports.stepDone(step, seconds)
    if (step.frame !== null) this.#reportFrame(step.frame, step.loss)
    const isSingle = this.control.isStanding
    // What is kept with a checkpoint is the curve up to it.
    const isUrgent = isSingle || step.checkpoint !== null
    const stepped = isUrgent
      ? this.#reports.report(step, dock.engine)
      : this.#reports.stepped(step, dock.engine, this.control.isPenDown)
    if (stepped !== null) report(stepped)
    if (isSingle || step.checkpoint !== null) await this.#reportWeights()
  }

  async #evaluate(position: { readonly epoch: number; readonly images: number }): Promise<void> {
    const { dock, mnist, plan, clock, nextTask, report, pulse } = this.#parts
    pulse.rest()
    await this.control.orStopped(Promise.all([mnist.everyShard('train'), mnist.everyShard('test')]))
    const between = async (worked: number) => {
      await this.#gate('chunk')
      await nextTask()
      await this.#leaveTimeToPen(worked)
    }
    const engine = () => dock.engine
    const { network } = this.#need
    const parts = { engine, network, mnist, plan, pulse, clock, between }
    const { evaluation, seconds } = await evaluateEpoch(parts, position)
    const { validationLoss, testLoss } = evaluation
    for (const loss of [validationLoss ?? 0, testLoss]) {
      if (!Number.isFinite(loss)) {
        throw this.#checkpoints.diverged(this.#step, `the loss of an evaluation became ${loss}`)
      }
    }
    this.#reports.evaluated(seconds)
    report({ kind: 'evaluated', evaluation })
  }

  /** Lets the run pass, or holds it while it is paused. @throws {RunStoppedError} After a stop. */
  #gate(before: 'step' | 'chunk'): Promise<void> {
    if (this.control.isPaused) this.#parts.pulse.rest()
    return this.control.gate(before, this.#gateActions)
  }

  /** Reports come a few times a second; where the run stands still, the page must know all of it. */
  #tellAll(): void {
    const { dock, report } = this.#parts
    const untold = this.#reports.untold(dock.engine)
    if (untold !== null) report(untold)
  }

  /** Before a checkpoint of the same step, so that whoever keeps that has the film up to it. */
  #reportFrame(weights: Weights, loss: number | null): void {
    const { plan, settings, report } = this.#parts
    const position = positionAt(plan, settings.batch, this.#step)
    report({ kind: 'frameTaken', frame: { step: this.#step, ...position, loss, weights } })
  }

  async #reportWeights(): Promise<void> {
    const { dock, report } = this.#parts
    const checkpoint = await this.#checkpoints.take(dock.engine, this.#step)
    report({ kind: 'weightsChanged', checkpoint })
  }

  readonly #gateActions: GateActions = {
    paused: async () => {
      this.#tellAll()
      await this.#reportWeights()
      this.#parts.report({ kind: 'paused' })
    },
    resumed: () => this.#parts.report({ kind: 'resumed' }),
    switchEngine: async (choice) => {
      const { dock, report, pulse } = this.#parts
      const checkpoint = await this.#checkpoints.take(dock.engine, this.#step)
      pulse.engineStarts()
      const bring = (engine: Engine) => loadCheckpoint(engine, checkpoint)
      if (await dock.move(choice, this.#need, bring, report)) this.#reports.engineChanged()
    },
  }
}
