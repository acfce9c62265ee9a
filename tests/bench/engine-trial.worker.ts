import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import { fillBatch } from '../../src/core/mnist/batch'
import { distortedImages } from '../../src/core/mnist/distortion/distorted-images'
import { MNIST_PIXELS } from '../../src/core/mnist/images'
import { forward, type LayerValues } from '../../src/core/network/forward'
import { initialWeights } from '../../src/core/network/initial-weights'
import { modernNetwork } from '../../src/core/network/variants'
import { USUAL_DISTORTIONS } from '../../src/core/recipe/distortion-settings'
import { ADAM_DEFAULTS } from '../../src/core/recipe/optimizer'
import type { Engine } from '../../src/engine/engine'
import relaxed from '../../src/engine/simd/compiled/relaxed.wasm?url'
import simd from '../../src/engine/simd/compiled/simd.wasm?url'
import { createSimdEngine } from '../../src/engine/simd/create-simd-engine'
import { createTfjsEngine } from '../../src/engine/tfjs/tfjs-engine'
import { appAddress } from '../../src/worker/app-address'
import { createMnistSource } from '../../src/worker/mnist-source'
import { ownScript } from '../../src/worker/protocol/own-script'
import helperAddress from '../../src/worker/simd-helper.worker?worker&url'
import {
  type Candidate,
  STOCK_WEBGL,
  type TrialReply,
  type TrialRequest,
  type TrialTimes,
} from './trial'

const TRAINING_BATCH = 128
/** Trained on in turn. */
const BATCHES = 7
const EVALUATION_IMAGES = 1000
/** The others take seconds for a thousand images. */
const SLOW_EVALUATION_IMAGES = 200
const QUICK: readonly Candidate[] = ['simd', 'simd, 2 threads', 'wasm']
const LEAST_CALLS = 3
const PIXELS = 32 * 32

const network = modernNetwork()
const weights = initialWeights(network, 1998)

/** The first training images: an engine may save time on bare paper, so noise would not do. */
const images = new Float32Array(EVALUATION_IMAGES * PIXELS)
const labels = new Uint8Array(EVALUATION_IMAGES)
/** The same as they are stored. */
const pixels = new Uint8Array(EVALUATION_IMAGES * MNIST_PIXELS)
const order = Uint32Array.from({ length: EVALUATION_IMAGES }, (_, index) => index)

async function loadImages(): Promise<void> {
  const mnist = createMnistSource(`${appAddress(self.location.href)}mnist/`)
  const shard = await mnist.trainShard(0)
  fillBatch(shard.pixels, order, 0, EVALUATION_IMAGES, images)
  pixels.set(shard.pixels.subarray(0, pixels.length))
  labels.set(shard.labels.subarray(0, EVALUATION_IMAGES))
}

let candidate: Candidate = 'plain'
let engine: Engine | null = null
let iteration = 0
/** Written over by each prediction, as the reader of the page lets it be. */
let layers: readonly LayerValues[] | undefined

async function train(): Promise<void> {
  const from = (iteration % BATCHES) * TRAINING_BATCH
  const to = from + TRAINING_BATCH
  iteration++
  await engine!.train(images.subarray(from * PIXELS, to * PIXELS), labels.subarray(from, to), {
    kind: 'adam',
    learningRate: 0.001,
    ...ADAM_DEFAULTS,
    iteration,
  })
}

const distorted = distortedImages(USUAL_DISTORTIONS, 1998)
const batch = new Float32Array(TRAINING_BATCH * PIXELS)

async function distort(): Promise<void> {
  const from = (iteration % BATCHES) * TRAINING_BATCH
  iteration++
  fillBatch(pixels, order, from, TRAINING_BATCH, batch, distorted(iteration))
}

async function predict(): Promise<void> {
  const image = images.subarray(0, PIXELS)
  if (engine === null) forward(network, weights, image)
  else layers = await engine.forward(image, layers)
}

const evaluationImages = () =>
  QUICK.includes(candidate) ? EVALUATION_IMAGES : SLOW_EVALUATION_IMAGES

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

function create(chosen: Exclude<Candidate, 'plain'>): Promise<Engine> {
  switch (chosen) {
    case 'simd':
    case 'simd, beside':
      return createSimdEngine({ wasmPaths: { simd, relaxed } })
    case 'simd, 2 threads':
    case 'simd, 2 threads, transferred':
      return createSimdEngine({
        wasmPaths: { simd, relaxed },
        threads: 2,
        spawn: () => new Worker(ownScript(helperAddress), { type: 'module' }),
        sharesMemory: chosen === 'simd, 2 threads',
      })
    case STOCK_WEBGL:
      return createTfjsEngine('webgl', { software: true, stock: true })
    default: {
      const wasmPaths = { simd: simdWasm, plain: plainWasm }
      return createTfjsEngine(chosen, { wasmPaths, software: true })
    }
  }
}

async function start(chosen: Candidate): Promise<TrialReply> {
  await loadImages()
  const from = performance.now()
  candidate = chosen
  if (chosen !== 'plain') {
    engine = await create(chosen)
    await engine.load(network, weights)
  }
  const { device, threads } = engine?.describe() ?? { device: 'TypeScript', threads: 1 }
  return { kind: 'started', device, threads, milliseconds: performance.now() - from }
}

async function answer(request: TrialRequest): Promise<TrialReply> {
  switch (request.kind) {
    case 'start':
      return start(request.candidate)
    case 'train':
      return { kind: 'timed', ...(await timed(TRAINING_BATCH, request.seconds, train)) }
    case 'distort':
      return { kind: 'timed', ...(await timed(TRAINING_BATCH, request.seconds, distort)) }
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
