import { mostTelling } from '../core/metrics/image-readings'
import type { TrainingSplit } from '../core/mnist/split'
import { totalParameters } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import { frameSteps } from '../core/recipe/film'
import type { HandSettings } from '../core/recipe/hand-settings'
import { evaluate, everyIndex } from '../training/evaluation'
import { planRun, type RunPlan } from '../training/run-plan'
import { EngineDock, type OpenEngine } from './engine-dock'
import { HandSession } from './hand-session'
import { MnistData, type OpenMnist } from './mnist-data'
import type { TrainerApi, TrainingEvent } from './protocol'
import { RunStoppedError } from './run-control'
import { type RunKeeping, whileKept } from './run-keeping'
import { failure } from './run-outcome'
import { type Beat, RunPulse } from './run-pulse'
import { TrainingSession } from './training-session'

export interface TrainerParts {
  readonly openEngine: OpenEngine
  readonly openMnist: OpenMnist
  /** Milliseconds from any origin. */
  readonly clock: () => number
  /** Lets the worker hear what was posted to it. */
  readonly nextTask: () => Promise<void>
  /** Resolves after so many milliseconds. */
  readonly rest: (milliseconds: number) => Promise<void>
  /** By default runs live with the page alone. */
  readonly keeping?: RunKeeping
  /** Which images each step trains on; by default those of MNIST. */
  readonly plan?: typeof planRun
  /** How a hand is learnt; by default as chosen for MNIST. */
  readonly handSettings?: HandSettings
  readonly handSplit?: (seed: number) => TrainingSplit
}

/** Thrown while a run is on: there is one engine and one at a time. */
export class TrainerBusyError extends Error {
  override readonly name = 'TrainerBusyError'
}

/** The batch for which an engine is opened that only tests. */
const TEST_BATCH = 128

/** The trainer, apart from the worker that it runs in. */
export function createTrainer(parts: TrainerParts): TrainerApi {
  const dock = new EngineDock(parts.openEngine)
  const mnist = new MnistData(parts.openMnist, parts.clock)
  let session: TrainingSession | null = null
  let hand: HandSession | null = null
  let handOver: Promise<unknown> = Promise.resolve()
  let tests = 0
  const testScore: TrainerApi['testScore'] = async (choice, weights) => {
    const free = async () => {
      await parts.nextTask()
      if (session !== null || hand !== null) {
        throw new TrainerBusyError('testScore: needs a free engine, got a run')
      }
    }
    await free()
    await mnist.everyShard('test')
    const network = networkOf(choice.variant, choice.activation, choice)
    const need = { network, batch: TEST_BATCH }
    if (!dock.isOpen) await dock.open('simd', new Set(), need, () => {})
    await free()
    await dock.engine.load(network, weights)
    const { test } = mnist
    const every = everyIndex(test.labels.length)
    const score = await evaluate(() => dock.engine, network, test, every, free)
    const { error: testError, confusion, readings } = score
    return { testError, confusion, readings: mostTelling(readings) }
  }
  return {
    prepare: async (settings, choice) => {
      if (session !== null || hand !== null || tests > 0) return
      const network = networkOf(settings.variant, settings.activation, settings)
      const need = { network, batch: settings.batch }
      await Promise.all([dock.prepare(choice, need), mnist.prepare()])
    },
    train: async (settings, choice, from, report, beat = () => {}) => {
      if (hand !== null) {
        hand.control.stop()
        await handOver
      }
      if (session !== null) {
        throw new TrainerBusyError('train: one run at a time, got another while one is running')
      }
      const plan: RunPlan = (parts.plan ?? planRun)(settings)
      const parameters = totalParameters(networkOf(settings.variant, settings.activation, settings))
      const frames = new Set(frameSteps(plan, parameters))
      // What a stopped run left under way, such as an engine's start, has nobody to report to.
      let isOver = false
      let keep: (event: TrainingEvent) => void = () => {}
      const send = (event: TrainingEvent): void => {
        if (!isOver) sent(report(event))
        keep(event)
      }
      const tellBeat: Beat = (patience) => {
        if (!isOver) sent(beat(patience))
      }
      const run = { ...parts, plan, settings, from, frames, report: send }
      const pulse = new RunPulse(tellBeat, parts.clock)
      const begun = new TrainingSession({
        ...run,
        dock,
        mnist,
        from: from?.checkpoint ?? null,
        pulse,
      })
      session = begun
      const outcome = await whileKept(run, (heard) => {
        keep = heard
        return outcomeOf(begun, choice)
      })
      isOver = true
      begun.control.close()
      pulse.close()
      session = null
      // The page must have heard how it ended before the call returns on another port.
      await report(outcome)
    },
    testScore: (choice, weights) => {
      tests++
      return testScore(choice, weights).finally(() => tests--)
    },
    learnHand: async (task, choice, report, beat = () => {}) => {
      if (session !== null || hand !== null) {
        throw new TrainerBusyError('learnHand: needs a free engine, got a run')
      }
      // What still arrives afterwards must not be told on a port that is gone.
      let isOver = false
      const pulse = new RunPulse((patience) => {
        if (!isOver) sent(beat(patience))
      }, parts.clock)
      const learning = new HandSession({
        ...parts,
        pulse,
        dock,
        mnist,
        task,
        report: (event) => {
          if (!isOver) sent(report(event))
        },
      })
      hand = learning
      const result = learning.follow(choice).finally(() => {
        isOver = true
        pulse.close()
        hand = null
      })
      handOver = result.catch(() => {})
      try {
        return await result
      } catch (error) {
        if (error instanceof RunStoppedError) return null
        throw error
      }
    },
    stopHand: () => hand?.control.stop(),
    pause: () => session?.control.pause(),
    resume: () => session?.control.resume(),
    step: () => session?.control.step(),
    stop: () => session?.control.stop(),
    penHeld: (isDown) => session?.control.penHeld(isDown),
    switchEngine: async (choice) => session?.control.switchEngine(choice),
  }
}

async function outcomeOf(
  session: TrainingSession,
  choice: Parameters<TrainingSession['follow']>[0],
): Promise<TrainingEvent> {
  try {
    try {
      return { kind: 'finished', stopped: false, checkpoint: await session.follow(choice) }
    } catch (error) {
      if (!(error instanceof RunStoppedError)) throw error
      return { kind: 'finished', stopped: true, checkpoint: await session.here() }
    }
  } catch (error) {
    return failure(error, session.newest)
  }
}

/** Across threads a report is a promise; a page that does not listen any more is no failure here. */
function sent(report: unknown): void {
  if (report instanceof Promise) report.catch(() => {})
}
