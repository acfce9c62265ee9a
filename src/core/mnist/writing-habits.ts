import { between } from '../chance'
import { boundingBox } from '../ink/bounding-box'
import { layCapsule } from '../ink/capsule'
import type { InkImage } from '../ink/drawing'
import { seenOfRaster } from '../ink/seen-image'
import type { RandomSource } from '../random'
import { MNIST_SIDE } from './images'

/** Paper laid around an image before a stroke is added, for what reaches beyond it, in pixels. */
const ROOM = 10
const CANVAS_SIDE = MNIST_SIDE + 2 * ROOM

/** Ink from here on belongs to a digit's stroke and not to its rim. */
const STROKE_INK = 0.5

/** A straight stroke in canvas pixels; pixel i spans i..i+1. */
interface Bar {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** The digits that someone writes with one more stroke than MNIST's writers did. */
export const DIGITS_WITH_HABITS = [0, 1, 7] as const

/**
 * A digit as other hands write it: a zero with a bar, a one with a flag and perhaps a foot, a seven
 * with a bar. MNIST was written in the USA and has next to none of them, though half the world writes
 * so. The image is brought to its 20×20 box and centre of mass again, as MNIST's were.
 *
 * @param pixels - `[28, 28]`, 0..255.
 * @param digit - Its label.
 * @returns A new image; the same one for the digits that have no such habit.
 */
export function withHabit(pixels: Uint8Array, digit: number, random: RandomSource): Uint8Array {
  const canvas = onCanvas(pixels)
  const bars = barsOf(canvas, digit, random)
  if (bars.length === 0) return pixels
  const radius = between(random, 0.8, 1.5)
  for (const { x0, y0, x1, y1 } of bars) {
    const capsule = { x0, y0, x1, y1, radius0: radius, radius1: radius }
    layCapsule(canvas.ink, canvas.side, capsule, 'pen')
  }
  return seenOfRaster(canvas) ?? pixels
}

function barsOf(canvas: InkImage, digit: number, random: RandomSource): readonly Bar[] {
  const box = boundingBox(canvas, STROKE_INK)
  if (box === null) return []
  const height = box.bottom - box.top
  switch (digit) {
    case 0: {
      // Mostly rising to the right, from just inside the ring to well beyond it.
      const angle = between(random, 0.45, 1.25) * (random() < 0.9 ? -1 : 1)
      const half = (Math.hypot(box.right - box.left, height) / 2) * between(random, 0.55, 1.1)
      const x = (box.left + box.right) / 2 + between(random, -1, 1)
      const y = (box.top + box.bottom) / 2 + between(random, -1.5, 1.5)
      return [barThrough(x, y, angle, half)]
    }
    case 1: {
      const top = { x: inkCentre(canvas, box.top), y: box.top + 0.5 }
      const end = { x: inkCentre(canvas, box.bottom - 1), y: box.bottom - 0.5 }
      const length = height * between(random, 0.25, 0.9)
      // Opens to the left of the stem, whichever way that leans.
      const angle = Math.atan2(end.y - top.y, end.x - top.x) + between(random, 0.3, 0.9)
      const flag = {
        x0: top.x,
        y0: top.y,
        x1: top.x + length * Math.cos(angle),
        y1: top.y + length * Math.sin(angle),
      }
      if (random() < 0.8) return [flag]
      return [flag, barThrough(end.x, end.y, 0, between(random, 3, 6))]
    }
    case 7: {
      const y = box.top + height * between(random, 0.42, 0.65)
      const x = inkCentre(canvas, Math.floor(y))
      return [barThrough(x, y, between(random, -0.4, 0.2), between(random, 3, 6))]
    }
    default:
      return []
  }
}

/** A bar of this half length around a point; the angle in radians, clockwise from the right. */
function barThrough(x: number, y: number, angle: number, half: number): Bar {
  const [dx, dy] = [half * Math.cos(angle), half * Math.sin(angle)]
  return { x0: x - dx, y0: y - dy, x1: x + dx, y1: y + dy }
}

/** Where the ink of a row has its middle, in canvas pixels. */
function inkCentre({ side, ink }: InkImage, row: number): number {
  let mass = 0
  let moment = 0
  for (let column = 0; column < side; column++) {
    const value = ink[row * side + column]!
    mass += value
    moment += value * (column + 0.5)
  }
  return mass > 0 ? moment / mass : side / 2
}

function onCanvas(pixels: Uint8Array): InkImage {
  const ink = new Float32Array(CANVAS_SIDE ** 2)
  for (let row = 0; row < MNIST_SIDE; row++) {
    for (let column = 0; column < MNIST_SIDE; column++) {
      ink[(row + ROOM) * CANVAS_SIDE + column + ROOM] = pixels[row * MNIST_SIDE + column]! / 255
    }
  }
  return { side: CANVAS_SIDE, ink }
}
