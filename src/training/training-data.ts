import { copyImage, fillBatch, type WriteImage } from '../core/mnist/batch'
import { type LabelledImages, shardOf } from '../core/mnist/images'
import { IMAGE_SIDE } from '../core/network/description'

/** MNIST's training images, while they still arrive. */
export interface TrainingData extends LabelledImages {
  /** Resolves when that shard's images are in place; rejects if they cannot be had. */
  shardReady(shard: number): Promise<void>
}

/** Waits until all of these images may be read. */
export async function imagesReady(data: TrainingData, indices: Uint32Array): Promise<void> {
  const shards = new Set<number>()
  for (const index of indices) shards.add(shardOf('train', index))
  await Promise.all(Array.from(shards, (shard) => data.shardReady(shard)))
}

/**
 * The images of these indices as an engine reads them, with their labels.
 *
 * @param buffer - Room for `[indices.length, 32, 32]` or more; what is returned are views into it.
 * @param write - Writes each image; by default as it is.
 */
export function batchOf(
  { pixels, labels }: LabelledImages,
  indices: Uint32Array,
  buffer: Float32Array,
  write: WriteImage = copyImage,
): { images: Float32Array; labels: Uint8Array } {
  fillBatch(pixels, indices, 0, indices.length, buffer, write)
  return {
    images: buffer.subarray(0, indices.length * IMAGE_SIDE ** 2),
    labels: Uint8Array.from(indices, (index) => labels[index]!),
  }
}
