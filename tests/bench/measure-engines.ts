import type { Browser } from 'playwright'
import { median, quantile } from './statistics'
import { CANDIDATES, type Candidate, type TrialReply, type TrialRequest } from './trial'

/** How one engine did; null where it cannot or was not able to. */
export interface EngineMeasures {
  readonly candidate: Candidate
  readonly device: string
  readonly threads: number
  readonly startMilliseconds: number
  /** Batch 128, `modern`, Adam. */
  readonly trainingImagesPerSecond: number | null
  /** Training images distorted in every way, as before each batch; of plain TypeScript alone. */
  readonly distortionImagesPerSecond: number | null
  /** One image, every layer's values read back. */
  readonly predictionMedianMs: number
  readonly predictionP95Ms: number
  /** Logits alone, as for the test set. */
  readonly evaluationImagesPerSecond: number
}

export interface RefusedEngine {
  readonly candidate: Candidate
  readonly refused: string
}

/** Rounds in turn over all engines, so that a slow minute of the machine hits all of them. */
const ROUNDS = 3

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
): Promise<(EngineMeasures | RefusedEngine)[]> {
  const page = await browser.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'askTrial' in window)
  const ask = (candidate: Candidate, request: TrialRequest): Promise<TrialReply> =>
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
        const reply = await ask(trial.candidate, { kind, seconds })
        if (reply.kind !== 'timed') throw new Error(`measureEngines: ${JSON.stringify(reply)}`)
        trial[kind].push(
          ...reply.milliseconds.map((milliseconds) => ({ milliseconds, images: reply.images })),
        )
      }
    }
  }
  await page.close()
  return [...trials.map(measuresOf), ...refused]
}

interface Call {
  readonly milliseconds: number
  readonly images: number
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
  const speed = (calls: readonly Call[]) =>
    median(calls.map(({ images, milliseconds }) => (images / milliseconds) * 1000))
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
