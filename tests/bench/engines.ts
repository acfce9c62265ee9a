/** The page of the engine benchmark: one worker a candidate, driven from outside the browser. */
import { ownScript } from '../../src/worker/protocol/own-script'
import trialAddress from './engine-trial.worker?worker&url'
import type { Candidate, TrialReply, TrialRequest } from './trial'

const workers = new Map<Candidate, Worker>()

/** Asks the candidate's worker, which the first question starts. */
function ask(candidate: Candidate, request: TrialRequest): Promise<TrialReply> {
  const known = workers.get(candidate)
  const worker = known ?? new Worker(ownScript(trialAddress), { type: 'module' })
  workers.set(candidate, worker)
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<TrialReply>) => resolve(data)
    worker.onerror = (event) => reject(new Error(`ask: ${candidate} died, ${event.message}`))
    worker.postMessage(request)
  })
}

declare global {
  interface Window {
    readonly askTrial: typeof ask
  }
}
Object.assign(window, { askTrial: ask })
