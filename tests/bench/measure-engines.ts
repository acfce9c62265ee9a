import type { Browser } from 'playwright'
import { measureScaling, type Scaling } from './measure-scaling'
import { median, quantile, type Spread } from './statistics'
import { CANDIDATES, type Candidate } from './trial'
import { type Ask, type Call, callsOf, speed } from './trial-calls'

/** How one engine did; null where it cannot or was not able to. */
export interface EngineMeasures {
  readonly candidate: Candidate
  readonly device: string
  readonly threads: number
  readonly startMilliseconds: number
  /** Batch 128, `modern`, Adam. */
  readonly trainingImagesPerSecond: Spread | null
  /** Training images distorted in every way, as before each batch; of plain TypeScript alone. */
  readonly distortionImagesPerSecond: Spread | null
  /** One image, every layer's values read back. */
  readonly predictionMedianMs: number
  readonly predictionP95Ms: number
  /** Logits alone, as for the test set. */
  readonly evaluationImagesPerSecond: Spread
}

export interface RefusedEngine {
  readonly candidate: Candidate
  readonly refused: string
}

/** Rounds in turn over all engines, so that a slow minute of the machine hits all of them. */
const ROUNDS = 3

/** Measures something else in turn with the engines: called after each in each round. */
export type Beside = (candidate: Candidate) => Promise<void>

/**
 * Measures every engine in a worker of one page.
 *
 * @param address - Of the built `engines.html`.
 * @param seconds - Spent on each measure in each round.
 */
export async function measureEngines(
  browser: Browser,
  address: string,
  seconds: number,
  beside: Beside,
): Promise<{ engines: (EngineMeasures | RefusedEngine)[]; scaling: Scaling | null }> {
  const page = await browser.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'askTrial' in window)
  const ask: Ask = (candidate, request) =>
    page.evaluate(([name, asked]) => window.askTrial(name, asked), [candidate, request] as const)

  const trials: Trial[] = []
  const refused: RefusedEngine[] = []
  for (const candidate of CANDIDATES) {
    const reply = await ask(candidate, { kind: 'start', candidate })
    if (reply.kind === 'started') {
      trials.push({ candidate, ...reply, train: [], distort: [], predict: [], classify: [] })
    } else {
      refused.push({ candidate, refused: reply.kind === 'refused' ? reply.reason : reply.kind })
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const trial of trials) {
      for (const kind of ['train', 'distort', 'predict', 'classify'] as const) {
        const isPlain = trial.candidate === 'plain'
        if (isPlain ? kind === 'train' : kind === 'distort') continue
        console.log(`round ${round + 1} of ${ROUNDS}: ${trial.candidate}, ${kind}`)
        trial[kind].push(...(await callsOf(ask, trial.candidate, { kind, seconds })))
      }
      await beside(trial.candidate)
    }
  }
  const isThere = trials.some(({ candidate }) => candidate === 'simd, 2 threads')
  const scaling = isThere ? await measureScaling(ask, seconds) : null
  await page.close()
  return { engines: [...trials.map(measuresOf), ...refused], scaling }
}

interface Trial {
  readonly candidate: Candidate
  readonly device: string
  readonly threads: number
  readonly milliseconds: number
  readonly train: Call[]
  readonly distort: Call[]
  readonly predict: Call[]
  readonly classify: Call[]
}

function measuresOf(trial: Trial): EngineMeasures {
  const { candidate, device, threads, milliseconds, train, distort, predict, classify } = trial
  const predictions = predict.map((call) => call.milliseconds)
  return {
    candidate,
    device,
    threads,
    startMilliseconds: milliseconds,
    trainingImagesPerSecond: train.length === 0 ? null : speed(train),
    distortionImagesPerSecond: distort.length === 0 ? null : speed(distort),
    predictionMedianMs: median(predictions),
    predictionP95Ms: quantile(predictions, 0.95),
    evaluationImagesPerSecond: speed(classify),
  }
}
