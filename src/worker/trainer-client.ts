import { proxy } from 'comlink'
import * as v from 'valibot'
import { type HangWatch, watchForHang } from './hang-watch-client'
import type { Checkpoint, TrainerApi, TrainingEvent } from './protocol'
import { START_PATIENCE } from './protocol/start-patience'
import { needOf, TrainerReadiness } from './trainer-readiness-client'
import {
  type Ask,
  linkWorker,
  WorkerDiedError,
  type WorkerLink,
  type WorkerPort,
} from './worker-link-client'

/** A worker that is there and does nothing has so many milliseconds to begin; a new one is downloaded first. */
const IDLE_PATIENCE = 15_000

/** A run that was told to stop has so many milliseconds to do so. */
const STOP_PATIENCE = 10_000

/**
 * The trainer as the page calls it. `train` throws if a run is on, and its last report is `finished`
 * or `failed`; `switchEngine` resolves when the run has moved, was refused, or no run is on.
 */
export interface TrainerClient extends TrainerApi {
  /** Ends the worker; a run that is on ends without a report. */
  dispose(): void
}

/** Work of the trainer that may hang. */
interface Watched {
  readonly watch: HangWatch
  isStopping: boolean
}

interface Run extends Watched {
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
  let hand: Watched | null = null
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
  const watched = (): HangWatch =>
    watchForHang((silence) => drop(`no word in ${Math.round(silence)} ms`, true))

  /** What is told to stop has less time than it said. */
  const hurry = (work: Watched): void => {
    work.isStopping = true
    work.watch.heard()
    work.watch.allow(STOP_PATIENCE)
  }

  const receiveBeat = (
    { watch, isStopping }: Watched,
    message: unknown,
    { patience }: Schemas,
  ): void => {
    const allowed = v.parse(patience, message)
    watch.heard()
    watch.allow(isStopping ? Math.min(allowed, STOP_PATIENCE) : allowed)
  }

  const command = (send: Ask<TrainerApi, void>): void => {
    if (run === null) return
    // After the run's own call, which waits for the same; a worker that died is reported by its run.
    schemas()
      .then(() => link?.call(send))
      .catch(() => {})
  }

  /** What is left to report of a run whose worker ended before it. */
  const ending = ({ checkpoint, isStopping }: Run, trouble: unknown): TrainingEvent => {
    if (isStopping && checkpoint !== null) return { kind: 'finished', stopped: true, checkpoint }
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
        watch: watched(),
        checkpoint: from?.checkpoint ?? null,
        isStopping: false,
        isOver: false,
      }
      run = current
      if (readiness.isUnderWay && !readiness.hasHeardOf(needOf(settings, engine))) {
        drop('something else is to be trained')
      }
      if (link !== null) {
        current.watch.allow(readiness.isUnderWay ? START_PATIENCE : IDLE_PATIENCE)
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
            proxy((message: number) => receiveBeat(current, message, known)),
          ),
        )
      } catch (error) {
        trouble = error
      }
      current.watch.end()
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
      const current: Watched = { watch: watched(), isStopping: false }
      hand = current
      const known = await schemas()
      const { handEvent, handResult } = known
      const receiveHand = (message: unknown) => {
        const parsed = v.safeParse(handEvent, message)
        if (parsed.success) report(parsed.output)
      }
      const receiveHandBeat = (message: number) => {
        if (hand === current) receiveBeat(current, message, known)
      }
      if (link !== null) current.watch.allow(IDLE_PATIENCE)
      try {
        const result = await used().call((remote) =>
          remote.learnHand(task, engine, proxy(receiveHand), proxy(receiveHandBeat)),
        )
        return v.parse(v.nullable(handResult), result)
      } catch (error) {
        // Whoever has stopped it wants no more of it, however it ended.
        if (current.isStopping && error instanceof WorkerDiedError) return null
        throw error
      } finally {
        current.watch.end()
        if (hand === current) hand = null
      }
    },
    stopHand: async () => {
      if (hand !== null) hurry(hand)
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
      hurry(run)
      command((remote) => remote.stop())
    },
    switchEngine: async (engine) => {
      if (run === null) return
      await schemas().catch(() => {})
      if (link === null) return
      await link.call((remote) => remote.switchEngine(engine)).catch(() => {})
    },
    dispose: () => {
      run?.watch.end()
      run = null
      hand?.watch.end()
      hand = null
      drop('the trainer was disposed')
    },
  }
}
