import type { GreyImage } from './grey-image'

/** Of the heaviest mark's ink; a dot or a broken-off piece of a digit weighs more. */
const LEAST_SHARE = 0.02

/** A mark that nowhere reaches this ink is a shadow of the paper. */
const LEAST_PEAK = 0.5

/**
 * Removes what is not part of the writing: marks (inked pixels that touch by sides or corners) with
 * less than 2 % of the heaviest mark's ink, and marks that stay faint throughout. One grain of noise
 * in a corner would otherwise stretch the bounding box over the whole image.
 *
 * @param image - Ink 0..1.
 */
export function withoutSpecks(image: GreyImage): GreyImage {
  const marks = connectedMarks(image)
  const heaviest = marks.reduce((most, { mass }) => Math.max(most, mass), 0)
  const values = image.values.slice()
  for (const { pixels, mass, peak } of marks) {
    if (mass >= heaviest * LEAST_SHARE && peak >= LEAST_PEAK) continue
    for (const pixel of pixels) values[pixel] = 0
  }
  return { ...image, values }
}

interface Mark {
  readonly pixels: readonly number[]
  readonly mass: number
  readonly peak: number
}

function connectedMarks({ width, height, values }: GreyImage): Mark[] {
  const seen = new Uint8Array(values.length)
  const marks: Mark[] = []
  for (let start = 0; start < values.length; start++) {
    if (seen[start] === 1 || !(values[start]! > 0)) continue
    seen[start] = 1
    const pixels = [start]
    let mass = 0
    let peak = 0
    // The list grows while it is walked: pixels found are visited in turn.
    for (const pixel of pixels) {
      mass += values[pixel]!
      peak = Math.max(peak, values[pixel]!)
      const x = pixel % width
      const y = Math.floor(pixel / width)
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const next = row * width + column
          if (seen[next] === 1 || !(values[next]! > 0)) continue
          seen[next] = 1
          pixels.push(next)
        }
      }
    }
    marks.push({ pixels, mass, peak })
  }
  return marks
}
