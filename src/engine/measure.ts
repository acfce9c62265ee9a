import { CLASSES, IMAGE_SIDE, type Network } from '../core/network/description'
import { initialWeights } from '../core/network/initial-weights'
import { seededRandom } from '../core/random'
import { ADAM_DEFAULTS, type AdamStep } from '../core/recipe/optimizer'
import type { Engine } from './engine'

export interface MeasureOptions {
  readonly network: Network
  /** Images of a training batch; 128 unless told. */
  readonly batch?: number
  /** Milliseconds, from any start. */
  readonly now?: () => number
}

const BATCH = 128
const STEPS = 5
const SEED = 1998

/** Whether a row or column lies in the 20×20 box of an MNIST digit. */
const isInBox = (place: number) => place >= 6 && place < 26

/**
 * How many images per second an engine trains: the median of a few steps, after one that warms up,
 * on noise where a digit would be: engines may save time on the bare paper around it. The engine holds the trial's weights afterwards.
 */
export async function measureEngine(
  engine: Engine,
  { network, batch = BATCH, now = () => performance.now() }: MeasureOptions,
): Promise<number> {
  const random = seededRandom(SEED)
  const images = Float32Array.from({ length: batch * IMAGE_SIDE ** 2 }, (_, pixel) => {
    const row = Math.floor(pixel / IMAGE_SIDE) % IMAGE_SIDE
    return isInBox(row) && isInBox(pixel % IMAGE_SIDE) ? random() : 0
  })
  const labels = Uint8Array.from({ length: batch }, (_, image) => image % CLASSES)
  await engine.load(network, initialWeights(network, SEED))
  await engine.train(images, labels, adam(1))
  const times: number[] = []
  for (let iteration = 2; iteration < 2 + STEPS; iteration++) {
    const start = now()
    await engine.train(images, labels, adam(iteration))
    times.push(now() - start)
  }
  const median = times.sort((a, b) => a - b)[Math.floor(STEPS / 2)]!
  return (batch * 1000) / median
}

function adam(iteration: number): AdamStep {
  return { kind: 'adam', learningRate: 1e-3, ...ADAM_DEFAULTS, iteration }
}
