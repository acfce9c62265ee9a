/** Side of an MNIST image, in pixels. */
export const MNIST_SIDE = 28

/** Pixels of an MNIST image. */
export const MNIST_PIXELS = MNIST_SIDE ** 2

/** The two sets; the test set only ever measures. */
export const MNIST_SETS = ['train', 'test'] as const
export type MnistSet = (typeof MNIST_SETS)[number]

/** Images of a set, and of each of the shards in which it is shipped. */
export const MNIST_COUNTS: Readonly<
  Record<MnistSet, { readonly images: number; readonly shardImages: number }>
> = {
  train: { images: 60_000, shardImages: 6_000 },
  test: { images: 10_000, shardImages: 1_000 },
}

/** Images and the digits that they show. */
export interface LabelledImages {
  /** `[n, 28, 28]`, row-major; 0 is bare paper, 255 full ink. */
  readonly pixels: Uint8Array<ArrayBuffer>
  /** `[n]`, 0..9. */
  readonly labels: Uint8Array<ArrayBuffer>
}

/** Number of shards in which a set is shipped. */
export const shardCount = (set: MnistSet): number =>
  MNIST_COUNTS[set].images / MNIST_COUNTS[set].shardImages

/** The shard that holds the image of that index. */
export const shardOf = (set: MnistSet, index: number): number =>
  Math.floor(index / MNIST_COUNTS[set].shardImages)
