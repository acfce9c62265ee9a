import { type LabelledImages, MNIST_PIXELS, MNIST_SIDE } from './images'
import {
  classOf,
  createPlane,
  GREY,
  NEIGHBOURHOODS,
  PAPER,
  paperNeighbours,
  planeIndex,
} from './ink-classes'
import { checkLabels } from './labels'
import { BAND, type Box, boxBytes, shardHeader } from './shard-layout'

/**
 * Lays images and labels out as a shard.
 *
 * @returns The shard's bytes, not yet compressed; the same images always give the same bytes.
 * @throws {RangeError} If there are not 784 pixels for each label, or a label is past 9.
 */
export function encodeShard({ pixels, labels }: LabelledImages): Uint8Array<ArrayBuffer> {
  const count = labels.length
  if (pixels.length !== count * MNIST_PIXELS) {
    throw new RangeError(
      `encodeShard: ${count} labels need ${count * MNIST_PIXELS} pixels, got ${pixels.length}`,
    )
  }
  checkLabels('encodeShard', labels)
  const boxes: Box[] = []
  const classes: Uint8Array[] = []
  const greys = Array.from({ length: NEIGHBOURHOODS }, (): number[] => [])
  const plane = createPlane()
  for (let image = 0; image < count; image++) {
    const picture = pixels.subarray(image * MNIST_PIXELS, (image + 1) * MNIST_PIXELS)
    const box = inkedBox(picture)
    boxes.push(box)
    plane.fill(PAPER)
    eachPixel(box, (row, column) => {
      plane[planeIndex(row, column)] = classOf(picture[row * MNIST_SIDE + column]!)
    })
    classes.push(packedClasses(plane, box))
    eachPixel(box, (row, column) => {
      const at = planeIndex(row, column)
      if (plane[at] !== GREY) return
      greys[paperNeighbours(plane, at)]!.push(picture[row * MNIST_SIDE + column]!)
    })
  }
  return joined([
    shardHeader(
      count,
      greys.map((list) => list.length),
    ),
    labels,
    boxes.map((box) => box.top),
    boxes.map((box) => box.height),
    boxes.map((box) => box.left),
    boxes.map((box) => box.width),
    ...classes,
    ...greys,
  ])
}

/** The smallest box around the ink. */
function inkedBox(picture: Uint8Array): Box {
  const side = MNIST_SIDE
  let [top, bottom, left, right] = [side, 0, side, 0]
  for (let index = 0; index < picture.length; index++) {
    if (picture[index] === 0) continue
    const [row, column] = [Math.floor(index / side), index % side]
    top = Math.min(top, row)
    bottom = row + 1
    left = Math.min(left, column)
    right = Math.max(right, column + 1)
  }
  if (bottom === 0) return { top: 0, height: 0, left: 0, width: 0 }
  return { top, height: bottom - top, left, width: right - left }
}

function eachPixel(box: Box, visit: (row: number, column: number) => void): void {
  for (let row = box.top; row < box.top + box.height; row++) {
    for (let column = box.left; column < box.left + box.width; column++) visit(row, column)
  }
}

function packedClasses(plane: Uint8Array, box: Box): Uint8Array {
  const packed = new Uint8Array(boxBytes(box))
  eachPixel(box, (row, column) => {
    const [down, across] = [row - box.top, column - box.left]
    packed[Math.floor(down / BAND) * box.width + across]! |=
      plane[planeIndex(row, column)]! << (2 * (down % BAND))
  })
  return packed
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
