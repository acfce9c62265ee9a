import { proxy } from 'comlink'
import * as v from 'valibot'
import { handLearner } from './hand-learner-client'
import type { Checkpoint, TrainerApi, TrainingEvent } from './protocol'
import { START_PATIENCE } from './protocol/start-patience'
import { needOf, TrainerReadiness } from './trainer-readiness-client'
import { type WatchedWork, watchedWork } from './watched-work-client'
import {
  type Ask,
  linkWorker,
  WorkerDiedError,
  type WorkerLink,
  type WorkerPort,
} from './worker-link-client'

/** A worker that is there and does nothing has so many milliseconds to begin; a new one is downloaded first. */
const IDLE_PATIENCE = 15_000

/**
 * The trainer as the page calls it. `train` throws if a run is on, and its last report is `finished`
 * or `failed`; `switchEngine` resolves when the run has moved, was refused, or no run is on.
 */
export interface TrainerClient extends TrainerApi {
  /** Ends the worker; a run that is on ends without a report. */
  dispose(): void
}

interface Run {
  readonly work: WatchedWork
  readonly report: (event: TrainingEvent) => void
  /** The last that was reported, which is all that is left if the worker dies. */
  checkpoint: Checkpoint | null
  isOver: boolean
}

const loadSchemas = async () => ({
  ...(await import('./protocol/events')),
  ...(await import('./protocol/hand')),
  ...(await import('./protocol/run')),
})
type Schemas = Awaited<ReturnType<typeof loadSchemas>>

/**
 * The page's side of the trainer. The worker starts with the first run, or when one is prepared, and stays
 * for the next; one that died, or hung and was ended, is replaced when it is needed.
 *
 * @param spawn - Starts a trainer worker.
 */
export function createTrainerClient(spawn: () => WorkerPort): TrainerClient {
  let link: WorkerLink<TrainerApi> | null = null
  let run: Run | null = null
  let loading: Promise<Schemas> | null = null

  /** What checks the trainer's reports comes with the first call: nothing of it is needed before. */
  const schemas = (): Promise<Schemas> => {
    loading ??= loadSchemas().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }

  const gone = (): void => {
    link = null
    readiness.reset()
  }

  const linked = (): WorkerLink<TrainerApi> => {
    link ??= linkWorker<TrainerApi>(spawn, gone)
    return link
  }

  const drop = (reason: string, hung = false): void => {
    const dropped = link
    gone()
    dropped?.close(reason, hung)
  }

  const readiness = new TrainerReadiness(() => drop('what was prepared was not used'))

  /** The worker, for work that it stays for. */
  const used = (): WorkerLink<TrainerApi> => {
    const worker = linked()
    readiness.used()
    return worker
  }

  const receive = (current: Run, message: unknown, { trainingEvent }: Schemas): void => {
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

  /** Watches for a worker that is silent for longer than it said. */
  const watched = (): WatchedWork =>
    watchedWork((silence) => drop(`no word in ${Math.round(silence)} ms`, true))

  const hand = handLearner({
    schemas,
    watched,
    worker: (work) => {
      if (link !== null) work.allow(IDLE_PATIENCE)
      return used()
    },
  })

  const command = (send: Ask<TrainerApi, void>): void => {
    if (run === null) return
    // After the run's own call, which waits for the same; a worker that died is reported by its run.
    schemas()
      .then(() => link?.call(send))
      .catch(() => {})
  }

  /** What is left to report of a run whose worker ended before it. */
  const ending = ({ checkpoint, work }: Run, trouble: unknown): TrainingEvent => {
    if (work.isStopping && checkpoint !== null)
      return { kind: 'finished', stopped: true, checkpoint }
    const hung = trouble instanceof WorkerDiedError && trouble.hung
    const message = trouble instanceof Error ? trouble.message : `${trouble}`
    return { kind: 'failed', reason: hung ? 'hung' : 'worker', message, checkpoint }
  }

  return {
    prepare: async (settings, engine) => {
      const need = needOf(settings, engine)
      if (run !== null || readiness.hasHeardOf(need)) return
      if (readiness.isUnderWay) drop('something else is to be prepared')
      const worker = linked()
      const done = readiness.begin(need)
      const work = worker.call((remote) => remote.prepare(settings, engine), START_PATIENCE)
      await Promise.all([work, schemas()]).finally(done)
    },
    train: async (settings, engine, from, report) => {
      if (run !== null) throw new Error('train: one run at a time, got another while one is on')
      const current: Run = {
        report,
        work: watched(),
        checkpoint: from?.checkpoint ?? null,
        isOver: false,
      }
      run = current
      if (readiness.isUnderWay && !readiness.hasHeardOf(needOf(settings, engine))) {
        drop('something else is to be trained')
      }
      if (link !== null) {
        current.work.allow(readiness.isUnderWay ? START_PATIENCE : IDLE_PATIENCE)
      }
      let trouble: unknown = 'the trainer ended without a report'
      try {
        const known = await schemas()
        if (run !== current) return // disposed
        await used().call((remote) =>
          remote.train(
            settings,
            engine,
            from,
            proxy((event: TrainingEvent) => receive(current, event, known)),
            proxy((message: number) => current.work.heard(v.parse(known.patience, message))),
          ),
        )
      } catch (error) {
        trouble = error
      }
      current.work.end()
      if (run !== current) return // disposed
      run = null
      if (!current.isOver) report(ending(current, trouble))
    },
    testScore: async (network, weights) => {
      if (run !== null) throw new Error('testScore: needs no run, got one that is on')
      const { testScore } = await schemas()
      return v.parse(testScore, await used().call((remote) => remote.testScore(network, weights)))
    },
    learnHand: async (task, engine, report) => {
      if (run !== null) throw new Error('learnHand: needs no run, got one that is on')
      return hand.learn(task, engine, report)
    },
    stopHand: async () => {
      hand.stopping()
      await schemas().catch(() => {})
      await link?.call((remote) => remote.stopHand()).catch(() => {}) // its learning tells of that
    },
    pause: () => command((remote) => remote.pause()),
    resume: () => command((remote) => remote.resume()),
    step: () => command((remote) => remote.step()),
    penHeld: (isDown) => {
      if (isDown && readiness.isUnderWay) drop('the pen needs the machine')
      command((remote) => remote.penHeld(isDown))
    },
    stop: () => {
      if (run === null) return
      run.work.hurry()
      command((remote) => remote.stop())
    },
    switchEngine: async (engine) => {
      if (run === null) return
      await schemas().catch(() => {})
      if (link === null) return
      await link.call((remote) => remote.switchEngine(engine)).catch(() => {})
    },
    dispose: () => {
      run?.work.end()
      run = null
      hand.dispose()
      drop('the trainer was disposed')
    },
  }
}
