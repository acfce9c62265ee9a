import type { PenStrokes } from '../ink/pen-strokes'
import { penTrace } from '../ink/pen-trace'
import { digitInk, drawnFinely, inkAt } from './finer-digit'

/**
 * The strokes that a pen could have written an MNIST digit with. Drawn by `handDrawn`, they show a
 * network MNIST's digits in lines as thin and as sharp as the page's brush makes them.
 *
 * @param pixels - `[28, 28]`, 0..255.
 * @throws {RangeError} For other sizes.
 */
export function digitStrokes(pixels: Uint8Array): PenStrokes {
  const whole = digitInk(pixels)
  return penTrace(drawnFinely((x, y) => inkAt(whole, x, y)))
}
