import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import { forward } from '../../src/core/network/forward'
import { initialWeights } from '../../src/core/network/initial-weights'
import { modernNetwork } from '../../src/core/network/variants'
import { seededRandom } from '../../src/core/random'
import { ADAM_DEFAULTS } from '../../src/core/recipe/optimizer'
import type { Engine } from '../../src/engine/engine'
import { createTfjsEngine } from '../../src/engine/tfjs/tfjs-engine'
import type { Candidate, TrialReply, TrialRequest, TrialTimes } from './trial'

const TRAINING_BATCH = 128
const EVALUATION_IMAGES = 1000
/** The others take seconds for a thousand images. */
const SLOW_EVALUATION_IMAGES = 200
const LEAST_CALLS = 3
const PIXELS = 32 * 32

const network = modernNetwork()
const weights = initialWeights(network, 1998)
const random = seededRandom(1998)
/** A digit's share of ink; the values are chance, as time does not depend on them. */
const images = Float32Array.from({ length: EVALUATION_IMAGES * PIXELS }, () =>
  random() < 0.19 ? random() : 0,
)
const labels = Uint8Array.from({ length: TRAINING_BATCH }, () => Math.floor(random() * 10))
const batch = images.subarray(0, TRAINING_BATCH * PIXELS)

let candidate: Candidate = 'plain'
let engine: Engine | null = null
let iteration = 0

async function train(): Promise<void> {
  iteration++
  await engine!.train(batch, labels, {
    kind: 'adam',
    learningRate: 0.001,
    ...ADAM_DEFAULTS,
    iteration,
  })
}

async function predict(): Promise<void> {
  const image = images.subarray(0, PIXELS)
  if (engine === null) forward(network, weights, image)
  else await engine.forward(image)
}

const evaluationImages = () => (candidate === 'wasm' ? EVALUATION_IMAGES : SLOW_EVALUATION_IMAGES)

async function classify(): Promise<void> {
  const some = images.subarray(0, evaluationImages() * PIXELS)
  if (engine === null) forward(network, weights, some)
  else await engine.classify(some)
}

const warm = new Set<() => Promise<void>>()

/** Calls for so many seconds, at least three times; the first call of all, which compiles, is free. */
async function timed(images: number, seconds: number, call: () => Promise<void>) {
  if (!warm.has(call)) await call()
  warm.add(call)
  const milliseconds: number[] = []
  const end = performance.now() + seconds * 1000
  while (milliseconds.length < LEAST_CALLS || performance.now() < end) {
    const start = performance.now()
    await call()
    milliseconds.push(performance.now() - start)
  }
  return { images, milliseconds } satisfies TrialTimes
}

async function start(chosen: Candidate): Promise<TrialReply> {
  const from = performance.now()
  candidate = chosen
  if (chosen !== 'plain') {
    const wasmPaths = { simd: simdWasm, plain: plainWasm }
    engine = await createTfjsEngine(chosen, { wasmPaths, softwareWebgl: true })
    await engine.load(network, weights)
  }
  const device = engine?.describe().device ?? 'TypeScript'
  return { kind: 'started', device, milliseconds: performance.now() - from }
}

async function answer(request: TrialRequest): Promise<TrialReply> {
  switch (request.kind) {
    case 'start':
      return start(request.candidate)
    case 'train':
      return { kind: 'timed', ...(await timed(TRAINING_BATCH, request.seconds, train)) }
    case 'predict':
      return { kind: 'timed', ...(await timed(1, request.seconds, predict)) }
    case 'classify':
      return { kind: 'timed', ...(await timed(evaluationImages(), request.seconds, classify)) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<TrialRequest>) => {
  answer(data).then(
    (reply) => self.postMessage(reply),
    (error) => self.postMessage({ kind: 'refused', reason: String(error) } satisfies TrialReply),
  )
})
