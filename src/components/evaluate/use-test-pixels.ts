import { useEffect, useState } from 'react'
import type { InkImage } from '../../core/ink/drawing'
import type { ImageReading } from '../../core/metrics/image-readings'
import { MNIST_PIXELS, MNIST_SIDE } from '../../core/mnist/images'
import { useLab } from '../use-lab'

/**
 * The test images that were read, `[n, 28, 28]`, 0..255; null while they are fetched. A failure is told
 * by the store as a notice.
 *
 * @param readings - Null fetches nothing.
 */
export function useTestPixels(
  readings: readonly ImageReading[] | null,
): Uint8Array<ArrayBuffer> | null {
  const testPixels = useLab((state) => state.testPixels)
  const [fetched, setFetched] = useState<{
    readonly of: readonly ImageReading[]
    readonly pixels: Uint8Array<ArrayBuffer>
  } | null>(null)
  useEffect(() => {
    if (readings === null) return
    let isWanted = true
    void testPixels(readings.map(({ image }) => image)).then((pixels) => {
      if (isWanted && pixels !== null) setFetched({ of: readings, pixels })
    })
    return () => {
      isWanted = false
    }
  }, [testPixels, readings])
  return fetched !== null && fetched.of === readings ? fetched.pixels : null
}

/** Each of images `[n, 28, 28]` as ink. */
export const inkOfPixels = (pixels: Uint8Array): readonly InkImage[] =>
  Array.from({ length: pixels.length / MNIST_PIXELS }, (_, place) => ({
    side: MNIST_SIDE,
    ink: Float32Array.from(
      pixels.subarray(place * MNIST_PIXELS, (place + 1) * MNIST_PIXELS),
      (byte) => byte / 255,
    ),
  }))
