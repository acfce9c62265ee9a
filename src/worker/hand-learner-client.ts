import { proxy } from 'comlink'
import * as v from 'valibot'
import type { TrainerApi } from './protocol'
import type { WatchedWork } from './watched-work-client'
import { WorkerDiedError, type WorkerLink } from './worker-link-client'

/** What a hand is learnt with. */
export interface HandLearnerParts {
  /** What checks the trainer's words. */
  readonly schemas: () => Promise<
    typeof import('./protocol/hand') & typeof import('./protocol/events')
  >
  /** Watches over a learning. */
  readonly watched: () => WatchedWork
  /** The worker, which has from now on its time to begin. */
  readonly worker: (work: WatchedWork) => WorkerLink<TrainerApi>
}

export interface HandLearner {
  readonly learn: TrainerApi['learnHand']
  /** What is told to stop has less time than it said; the worker is told by the caller. */
  stopping(): void
  dispose(): void
}

/** The page's side of what learns a hand: checks each report, and watches the worker for silence. */
export function handLearner({ schemas, watched, worker }: HandLearnerParts): HandLearner {
  let learning: WatchedWork | null = null
  return {
    learn: async (task, engine, report) => {
      const current = watched()
      learning = current
      const { handEvent, handResult, patience } = await schemas()
      const receive = (message: unknown) => {
        const parsed = v.safeParse(handEvent, message)
        if (parsed.success) report(parsed.output)
      }
      const receiveBeat = (message: number) => current.heard(v.parse(patience, message))
      try {
        const result = await worker(current).call((remote) =>
          remote.learnHand(task, engine, proxy(receive), proxy(receiveBeat)),
        )
        return v.parse(v.nullable(handResult), result)
      } catch (error) {
        // Whoever has stopped it wants no more of it, however it ended.
        if (current.isStopping && error instanceof WorkerDiedError) return null
        throw error
      } finally {
        current.end()
        if (learning === current) learning = null
      }
    },
    stopping: () => learning?.hurry(),
    dispose: () => {
      learning?.end()
      learning = null
    },
  }
}
