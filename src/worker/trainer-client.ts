import { proxy } from 'comlink'
import * as v from 'valibot'
import type { Checkpoint, TrainerApi, TrainingEvent } from './protocol'
import { trainingEvent } from './protocol/events'
import { handEvent, handResult } from './protocol/hand'
import { testScore } from './protocol/run'
import { type Ask, linkWorker, type WorkerLink, type WorkerPort } from './worker-link-client'

/**
 * The trainer as the page calls it. `train` throws if a run is on, and its last report is `finished`
 * or `failed`; `switchEngine` resolves when the run has moved, was refused, or no run is on.
 */
export interface TrainerClient extends TrainerApi {
  /** Ends the worker; a run that is on ends without a report. */
  dispose(): void
}

interface Run {
  readonly report: (event: TrainingEvent) => void
  /** The last that was reported, which is all that is left if the worker dies. */
  checkpoint: Checkpoint | null
  isOver: boolean
}

/**
 * The page's side of the trainer. The worker starts with the first run and stays for the next; one
 * that died is replaced when it is needed.
 *
 * @param spawn - Starts a trainer worker.
 */
export function createTrainerClient(spawn: () => WorkerPort): TrainerClient {
  let link: WorkerLink<TrainerApi> | null = null
  let run: Run | null = null

  const linked = (): WorkerLink<TrainerApi> => {
    link ??= linkWorker<TrainerApi>(spawn, () => {
      link = null
    })
    return link
  }

  const drop = (reason: string): void => {
    const dropped = link
    link = null
    dropped?.close(reason)
  }

  const receive = (current: Run, message: unknown): void => {
    if (run !== current || current.isOver) return // a report that arrived after the end
    const parsed = v.safeParse(trainingEvent, message)
    if (!parsed.success) {
      drop(`a report could not be understood: ${v.summarize(parsed.issues)}`)
      return
    }
    const event = parsed.output
    if ('checkpoint' in event && event.checkpoint !== null) current.checkpoint = event.checkpoint
    current.isOver = event.kind === 'finished' || event.kind === 'failed'
    current.report(event)
  }

  const command = (send: Ask<TrainerApi, void>): void => {
    if (run !== null) link?.call(send).catch(() => {}) // a worker that died is reported by its run
  }

  return {
    train: async (settings, engine, from, report) => {
      if (run !== null) throw new Error('train: one run at a time, got another while one is on')
      const current: Run = { report, checkpoint: from?.checkpoint ?? null, isOver: false }
      run = current
      let trouble = 'the trainer ended without a report'
      try {
        await linked().call((remote) =>
          remote.train(
            settings,
            engine,
            from,
            proxy((event: TrainingEvent) => receive(current, event)),
          ),
        )
      } catch (error) {
        trouble = error instanceof Error ? error.message : `${error}`
      }
      if (run !== current) return // disposed
      run = null
      if (current.isOver) return
      const { checkpoint } = current
      report({ kind: 'failed', reason: 'worker', message: trouble, checkpoint })
    },
    testScore: async (network, weights) => {
      if (run !== null) throw new Error('testScore: needs no run, got one that is on')
      return v.parse(testScore, await linked().call((remote) => remote.testScore(network, weights)))
    },
    learnHand: async (task, engine, report) => {
      if (run !== null) throw new Error('learnHand: needs no run, got one that is on')
      const receiveHand = (message: unknown) => {
        const parsed = v.safeParse(handEvent, message)
        if (parsed.success) report(parsed.output)
      }
      const result = await linked().call((remote) =>
        remote.learnHand(task, engine, proxy(receiveHand)),
      )
      return v.parse(v.nullable(handResult), result)
    },
    stopHand: async () => {
      await link?.call((remote) => remote.stopHand()).catch(() => {}) // its learning tells of that
    },
    pause: () => command((remote) => remote.pause()),
    resume: () => command((remote) => remote.resume()),
    step: () => command((remote) => remote.step()),
    stop: () => command((remote) => remote.stop()),
    switchEngine: async (engine) => {
      if (run === null || link === null) return
      await link.call((remote) => remote.switchEngine(engine)).catch(() => {})
    },
    dispose: () => {
      run = null
      drop('the trainer was disposed')
    },
  }
}
