import { type RandomSource, seededRandom } from '../../core/random'

/** Images of MNIST's test set. */
export const TEST_IMAGES = 10_000

/** A stream that differs on every visit: a sample digit need not be repeatable. */
export function visitRandom(): RandomSource {
  return seededRandom(crypto.getRandomValues(new Uint32Array(1))[0]!)
}

/** Different indices of test images. @throws {RangeError} If more are wanted than there are. */
export function someTestImages(count: number, random: RandomSource): readonly number[] {
  if (count > TEST_IMAGES) {
    throw new RangeError(`someTestImages: needs at most ${TEST_IMAGES}, got ${count}`)
  }
  const chosen = new Set<number>()
  while (chosen.size < count) chosen.add(Math.floor(random() * TEST_IMAGES))
  return [...chosen]
}

/** An index that was typed, or null where it is none. */
export function typedTestImage(text: string): number | null {
  const index = Number(text)
  const isIndex = text.trim() !== '' && Number.isInteger(index) && index >= 0 && index < TEST_IMAGES
  return isIndex ? index : null
}
