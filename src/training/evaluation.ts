import { type ConfusionMatrix, confusionMatrix, errorRate } from '../core/metrics/confusion'
import { evidenceOf } from '../core/metrics/evidence'
import { type ImageReadings, newReadings, takeReading } from '../core/metrics/image-readings'
import { scoresOf } from '../core/metrics/refusal'
import type { LabelledImages } from '../core/mnist/images'
import { CLASSES, IMAGE_SIDE, type Network } from '../core/network/description'
import { imageLoss } from '../core/network/softmax'
import type { Engine } from '../engine/engine'
import { batchOf } from './training-data'

/** Images classified at once: few enough that a slow engine is soon free for something else. */
const CHUNK_IMAGES = 256

/** How well a network reads a set of images. */
export interface Score {
  /** Share read wrong, 0..1. */
  readonly error: number
  /** Mean loss of the images, in nats. */
  readonly loss: number
  readonly confusion: ConfusionMatrix
  /** Of each image in the order asked for, how much speaks for any digit at all; in nats. */
  readonly evidence: Float64Array
  /** How each image was read, in the order asked for. */
  readonly readings: ImageReadings
}

/**
 * Classifies images and compares with their labels; changes no weights.
 *
 * @param engine - What classifies the next chunk, with the weights loaded.
 * @param network - What is loaded; the loss is its own.
 * @param indices - The images that count, in any order.
 * @param between - Awaited before each chunk of 256 images, so that a worker can hear commands; what
 *   it throws ends the evaluation.
 * @throws {RangeError} If there are no images.
 */
export async function evaluate(
  engine: () => Engine,
  network: Network,
  data: LabelledImages,
  indices: Uint32Array,
  between: () => Promise<void>,
): Promise<Score> {
  if (indices.length === 0) throw new RangeError('evaluate: needs images, got none')
  const counts = new Uint32Array(CLASSES ** 2)
  const buffer = new Float32Array(Math.min(CHUNK_IMAGES, indices.length) * IMAGE_SIDE ** 2)
  const evidence = new Float64Array(indices.length)
  const readings = newReadings(indices.length)
  let loss = 0
  for (let start = 0; start < indices.length; start += CHUNK_IMAGES) {
    await between()
    const chunk = indices.subarray(start, start + CHUNK_IMAGES)
    const { images, labels } = batchOf(data, chunk, buffer)
    const logits = await engine().classify(images)
    evidence.set(scoresOf(logits, evidenceOf), start)
    for (const [image, label] of labels.entries()) {
      const row = logits.subarray(image * CLASSES, (image + 1) * CLASSES)
      loss += imageLoss(row, label, network.rubbishLogit)
      takeReading(readings, start + image, chunk[image]!, label, row, network.rubbishLogit)
    }
    for (const [cell, more] of confusionMatrix(logits, labels).counts.entries()) {
      counts[cell]! += more
    }
  }
  const confusion = { counts }
  return { error: errorRate(confusion), loss: loss / indices.length, confusion, evidence, readings }
}

/** Indices of a whole set. */
export const everyIndex = (count: number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, index) => index)
