import { calibrationError } from '../core/metrics/calibration'
import { confusionMatrix, errorRate } from '../core/metrics/confusion'
import { fillBatch } from '../core/mnist/batch'
import type { LabelledImages } from '../core/mnist/images'
import { CLASSES, IMAGE_SIDE, type Network } from '../core/network/description'
import { imageCount } from '../core/network/forward'
import type { Engine } from '../engine/engine'
import { everyIndex } from '../training/evaluation'

const CHUNK_IMAGES = 1000

/** How well a network reads MNIST's test images, in percent. */
export interface MnistReport {
  readonly testErrorPercent: number
  readonly calibrationErrorPercent: number
}

/** @param network - What is loaded. */
export async function mnistReport(
  engine: Engine,
  network: Network,
  test: LabelledImages,
): Promise<MnistReport> {
  const logits = await logitsOf(engine, imagesOfMnist(test, everyIndex(test.labels.length)))
  return {
    testErrorPercent: 100 * errorRate(confusionMatrix(logits, test.labels)),
    calibrationErrorPercent: 100 * calibrationError(network, logits, test.labels),
  }
}

/** Images as a network is given them, `[n, 32, 32]`. */
export function imagesOfMnist({ pixels }: LabelledImages, indices: Uint32Array): Float32Array {
  const images = new Float32Array(indices.length * IMAGE_SIDE ** 2)
  fillBatch(pixels, indices, 0, indices.length, images)
  return images
}

/** The logits of any number of images, `[n, 10]`. */
export async function logitsOf(engine: Engine, images: Float32Array): Promise<Float32Array> {
  const n = imageCount(images)
  const logits = new Float32Array(n * CLASSES)
  for (let from = 0; from < n; from += CHUNK_IMAGES) {
    const to = Math.min(n, from + CHUNK_IMAGES)
    const chunk = images.subarray(from * IMAGE_SIDE ** 2, to * IMAGE_SIDE ** 2)
    logits.set(await engine.classify(chunk), from * CLASSES)
  }
  return logits
}
