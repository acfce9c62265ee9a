import { type LabelledImages, MNIST_PIXELS, MNIST_SIDE } from './images'
import {
  CLASS_VALUES,
  createPlane,
  GREY,
  PAPER,
  PLANE_SIDE,
  paperNeighbours,
  planeIndex,
} from './ink-classes'
import { checkLabels } from './labels'
import {
  BAND,
  type Box,
  boxBytes,
  HEADER_BYTES,
  IMAGE_BYTES,
  parseShardHeader,
} from './shard-layout'

/**
 * Reads back what `encodeShard` wrote, once it is decompressed.
 *
 * @throws {RangeError} If the bytes are not exactly one shard: wrong magic number, too short or too
 *   long, a box outside of its image, a label past 9, or grey lists that do not fit the classes.
 */
export function decodeShard(bytes: Uint8Array): LabelledImages {
  const { count, listLengths } = parseShardHeader(bytes)
  const classesFrom = HEADER_BYTES + IMAGE_BYTES * count
  checkLength(bytes, classesFrom)
  const labels = new Uint8Array(bytes.subarray(HEADER_BYTES, HEADER_BYTES + count))
  checkLabels('decodeShard', labels)
  const boxes = readBoxes(bytes.subarray(HEADER_BYTES + count, classesFrom), count)
  let classAt = classesFrom
  let listsEnd = classesFrom + boxes.reduce((sum, box) => sum + boxBytes(box), 0)
  const greyEnds = listLengths.map((length) => {
    listsEnd += length
    return listsEnd
  })
  checkLength(bytes, listsEnd, 'exactly')
  const greyAt = greyEnds.map((end, list) => end - listLengths[list]!)

  const pixels = new Uint8Array(count * MNIST_PIXELS)
  const plane = createPlane()
  const [paper, grey, values] = [PAPER, GREY, CLASS_VALUES]
  for (const [image, box] of boxes.entries()) {
    plane.fill(PAPER)
    classAt = unpackClasses(bytes, classAt, box, plane)
    for (let row = box.top; row < box.top + box.height; row++) {
      const pixelRow = image * MNIST_PIXELS + row * MNIST_SIDE
      const planeRow = planeIndex(row, 0)
      for (let column = box.left; column < box.left + box.width; column++) {
        const kind = plane[planeRow + column]!
        if (kind === paper) continue
        pixels[pixelRow + column] =
          kind === grey
            ? bytes[greyAt[paperNeighbours(plane, planeRow + column)]!++]!
            : values[kind]!
      }
    }
  }
  const unfit = greyEnds.findIndex((end, list) => greyAt[list] !== end)
  if (unfit !== -1) {
    throw new RangeError(
      `decodeShard: grey list ${unfit} must end at byte ${greyEnds[unfit]}, got ${greyAt[unfit]}`,
    )
  }
  return { pixels, labels }
}

function checkLength(bytes: Uint8Array, needed: number, how: 'at least' | 'exactly' = 'at least') {
  const fits = how === 'exactly' ? bytes.length === needed : bytes.length >= needed
  if (fits) return
  throw new RangeError(`decodeShard: this shard needs ${how} ${needed} bytes, got ${bytes.length}`)
}

function readBoxes(fields: Uint8Array, count: number): readonly Box[] {
  return Array.from({ length: count }, (_, image) => {
    const field = (index: number) => fields[index * count + image]!
    const box = { top: field(0), height: field(1), left: field(2), width: field(3) }
    if (box.top + box.height > MNIST_SIDE || box.left + box.width > MNIST_SIDE) {
      throw new RangeError(
        `decodeShard: the box of image ${image} must lie within ${MNIST_SIDE}×${MNIST_SIDE}, ` +
          `got ${box.height}×${box.width} at row ${box.top}, column ${box.left}`,
      )
    }
    return box
  })
}

/** Fills the plane with the classes of one box; returns where the next box's begin. */
function unpackClasses(bytes: Uint8Array, from: number, box: Box, plane: Uint8Array): number {
  const [bottom, right] = [box.top + box.height, box.left + box.width]
  let at = from
  for (let row = box.top; row < bottom; row += BAND) {
    const end = planeIndex(Math.min(row + BAND, bottom), 0)
    for (let column = box.left; column < right; column++) {
      let packed = bytes[at++]!
      for (let place = planeIndex(row, 0); place < end; place += PLANE_SIDE) {
        plane[place + column] = packed & 3
        packed >>= 2
      }
    }
  }
  return at
}
