import type { Browser } from 'playwright'
import { median, quantile, type Spread, spreadOf } from './statistics'
import { CANDIDATES, type Candidate, type TrialReply, type TrialRequest } from './trial'

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

/** How fast two engines of one thread train at once, each for itself: what more no threads can give. */
export interface CoreCeiling {
  /** Both together. */
  readonly imagesPerSecond: number
  /** Times one engine alone, measured in turn with it. */
  readonly timesOne: number
}

/** Rounds in turn over all engines, so that a slow minute of the machine hits all of them. */
const ROUNDS = 3

/** Measures something else in turn with the engines: called after each in each round. */
export type Beside = (candidate: Candidate) => Promise<void>

type Ask = (candidate: Candidate, request: TrialRequest) => Promise<TrialReply>

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
): Promise<{ engines: (EngineMeasures | RefusedEngine)[]; ceiling: CoreCeiling | null }> {
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
  const ceiling = trials.some(({ candidate }) => candidate === 'simd')
    ? await measureCeiling(ask, seconds)
    : null
  await page.close()
  return { engines: [...trials.map(measuresOf), ...refused], ceiling }
}

/** In rounds of one engine alone and two at once. */
async function measureCeiling(ask: Ask, seconds: number): Promise<CoreCeiling> {
  await ask('simd, beside', { kind: 'start', candidate: 'simd, beside' })
  const alone: Call[] = []
  const together: [Call[], Call[]] = [[], []]
  const request = { kind: 'train', seconds } as const
  for (let round = 0; round < ROUNDS; round++) {
    console.log(`round ${round + 1} of ${ROUNDS}: two engines at once`)
    alone.push(...(await callsOf(ask, 'simd', request)))
    const both = await Promise.all([
      callsOf(ask, 'simd', request),
      callsOf(ask, 'simd, beside', request),
    ])
    both.forEach((calls, index) => void together[index]!.push(...calls))
  }
  const imagesPerSecond = speed(together[0]).median + speed(together[1]).median
  return { imagesPerSecond, timesOne: imagesPerSecond / speed(alone).median }
}

async function callsOf(ask: Ask, candidate: Candidate, request: TrialRequest): Promise<Call[]> {
  const reply = await ask(candidate, request)
  if (reply.kind !== 'timed') throw new Error(`measureEngines: ${JSON.stringify(reply)}`)
  return reply.milliseconds.map((milliseconds) => ({ milliseconds, images: reply.images }))
}

const speed = (calls: readonly Call[]) =>
  spreadOf(calls.map(({ images, milliseconds }) => (images / milliseconds) * 1000))

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
