import type { PixelBox } from '../ink/area-resample'
import { boundingBox } from '../ink/bounding-box'
import { type InkImage, PAD_SIDE, type Stroke } from '../ink/drawing'
import type { GreyImage } from '../ink/grey-image'
import { penRadius, rasterizeRegion } from '../ink/raster'

/** A part of a line of writing that belongs to one digit: what is never read apart. */
export interface Piece {
  /** Its pen strokes, as places in the line's strokes, ascending. */
  readonly strokes: readonly number[]
  /** Of its ink as it is left by erasers, in pad units. */
  readonly box: PixelBox
}

/** Strokes that lie above each other by this much of the narrower one's width are of one digit. */
const SAME_DIGIT_OVERLAP = 0.5

/** Room for the raster's soft rim and its least radius. */
const RIM = 2

/**
 * The pieces of a line of writing, from left to right by their middles. Each pen stroke is one, for
 * strokes may touch or cross without being of the same digit; strokes that share most of their width
 * (the bar of a 7, the second stroke of a 4) are one piece together.
 *
 * @param strokes - Of the line, in the order drawn; erasers take ink from the strokes before them.
 * @param width - Of the paper in pad units; ink beyond its edges is not seen.
 */
export function piecesOf(strokes: readonly Stroke[], width: number): readonly Piece[] {
  const pieces = strokes.flatMap((stroke, place): Piece[] => {
    if (stroke.tool === 'eraser') return []
    const box = inkBox(strokes, [place], extentOf(stroke), width)
    return box === null ? [] : [{ strokes: [place], box }]
  })
  return joinedByOverlap(pieces.toSorted((a, b) => middle(a.box) - middle(b.box)))
}

/** The ink of some strokes with all later erasing, in a square that holds their box. */
export function inkOf(
  strokes: readonly Stroke[],
  members: readonly number[],
  box: PixelBox,
): InkImage {
  return squared(rasterizeRegion(withErasers(strokes, members), box))
}

/** Height of the tallest piece, in pad units; 0 for no piece. */
export function lineHeight(pieces: readonly Piece[]): number {
  return pieces.reduce((most, { box }) => Math.max(most, box.bottom - box.top), 0)
}

/** Paper between a piece and all those before it, in pad units; below 0 where they overlap. */
export function gapBefore(pieces: readonly Piece[], place: number): number {
  const end = pieces
    .slice(0, place)
    .reduce((most, { box }) => Math.max(most, box.right), Number.NEGATIVE_INFINITY)
  return pieces[place]!.box.left - end
}

/** Middle of a box's width. */
const middle = ({ left, right }: PixelBox): number => (left + right) / 2

/** The least box around both. */
export const around = (a: PixelBox, b: PixelBox): PixelBox => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
})

function joinedByOverlap(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last !== undefined && overlap(last.box, piece.box) >= SAME_DIGIT_OVERLAP) {
      joined[joined.length - 1] = together([last, piece])
    } else joined.push(piece)
  }
  return joined
}

/** Neighbouring pieces as one. */
export function together(pieces: readonly Piece[]): Piece {
  return pieces.reduce((all, piece) => ({
    strokes: [...all.strokes, ...piece.strokes].toSorted((a, b) => a - b),
    box: around(all.box, piece.box),
  }))
}

/** Shared width as a share of the narrower box's. */
function overlap(a: PixelBox, b: PixelBox): number {
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  return shared / Math.min(a.right - a.left, b.right - b.left)
}

function inkBox(
  strokes: readonly Stroke[],
  members: readonly number[],
  extent: PixelBox,
  width: number,
): PixelBox | null {
  const region = {
    left: Math.max(0, extent.left),
    top: Math.max(0, extent.top),
    right: Math.min(width, extent.right),
    bottom: Math.min(PAD_SIDE, extent.bottom),
  }
  if (region.right <= region.left || region.bottom <= region.top) return null
  const box = boundingBox(inkOf(strokes, members, region))
  if (box === null) return null
  const { left, top } = region
  return {
    left: left + box.left,
    top: top + box.top,
    right: left + box.right,
    bottom: top + box.bottom,
  }
}

/** Whole pad units that a stroke may ink. */
function extentOf(stroke: Stroke): PixelBox {
  const reach = RIM + stroke.points.reduce((most, p) => Math.max(most, penRadius(stroke, p)), 0)
  const xs = stroke.points.map(({ x }) => x)
  const ys = stroke.points.map(({ y }) => y)
  return {
    left: Math.floor(Math.min(...xs) - reach),
    top: Math.floor(Math.min(...ys) - reach),
    right: Math.ceil(Math.max(...xs) + reach),
    bottom: Math.ceil(Math.max(...ys) + reach),
  }
}

function withErasers(strokes: readonly Stroke[], members: readonly number[]): readonly Stroke[] {
  return strokes.filter(({ tool }, place) => tool === 'eraser' || members.includes(place))
}

function squared({ width, height, values }: GreyImage): InkImage {
  const side = Math.max(width, height)
  const ink = new Float32Array(side * side)
  for (let y = 0; y < height; y++) {
    ink.set(values.subarray(y * width, (y + 1) * width), y * side)
  }
  return { side, ink }
}
