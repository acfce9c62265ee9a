import type { InkImage } from './drawing'

/** A place in an image, in pixels: pixel i spans i..i+1, its middle is i + 0.5. */
export interface PixelPoint {
  readonly x: number
  readonly y: number
}

/** The ink-weighted mean place. @throws {RangeError} If there is no ink. */
export function centreOfMass({ side, ink }: InkImage): PixelPoint {
  let mass = 0
  let momentX = 0
  let momentY = 0
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const value = ink[y * side + x]!
      mass += value
      momentX += value * (x + 0.5)
      momentY += value * (y + 0.5)
    }
  }
  if (!(mass > 0)) throw new RangeError(`centreOfMass: needs ink, got a mass of ${mass}`)
  return { x: momentX / mass, y: momentY / mass }
}
