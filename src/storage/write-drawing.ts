import type { Drawing, InkImage, Stroke } from '../core/ink/drawing'
import { FLOATS_A_POINT, type KeptPad, MOST_NAMES, type WrittenPad } from './kept-drawing'

/** Bytes of points and images that are kept beside the present drawing, for undo and redo. */
const MOST_HISTORY_BYTES = 4e6

type WrittenStep = WrittenPad['steps'][number]
type WrittenStroke = WrittenPad['strokes'][number]

/** Numbers things in the order in which they are first seen. */
class Numbered<Thing> {
  readonly #places = new Map<Thing, number>()

  get all(): readonly Thing[] {
    return [...this.#places.keys()]
  }

  has(thing: Thing): boolean {
    return this.#places.has(thing)
  }

  place(thing: Thing): number {
    const place = this.#places.get(thing) ?? this.#places.size
    this.#places.set(thing, place)
    return place
  }
}

/** What `keptPad` reads. Steps furthest from the present are left out where all are too much. */
export function writtenPadOf({ history, knownLabel, testInk }: KeptPad): WrittenPad {
  const images = new Numbered<InkImage>()
  const strokes = new Numbered<Stroke>()
  let bytesLeft = MOST_HISTORY_BYTES
  let namesLeft = MOST_NAMES
  const write = ({ image, strokes: drawn }: Drawing): WrittenStep => ({
    image: image && images.place(image),
    strokes: drawn.map((stroke) => strokes.place(stroke)),
  })
  const bytesOf = ({ image, strokes: drawn }: Drawing): number =>
    drawn.reduce(
      (sum, stroke) => sum + (strokes.has(stroke) ? 0 : 8 * FLOATS_A_POINT * stroke.points.length),
      image === null || images.has(image) ? 0 : image.ink.byteLength,
    )
  /** As many as there is room for, nearest first. */
  const nearest = (drawings: readonly Drawing[]): WrittenStep[] => {
    const written: WrittenStep[] = []
    for (const drawing of drawings.toReversed()) {
      bytesLeft -= bytesOf(drawing)
      namesLeft -= drawing.strokes.length
      if (bytesLeft < 0 || namesLeft < 0) break
      written.push(write(drawing))
    }
    return written
  }
  const present = write(history.present)
  const past = nearest(history.past).reverse()
  const future = nearest(history.future)
  return {
    images: images.all.map((image) => ({
      side: image.side,
      ink: image.ink,
      isTest: testInk.has(image),
    })),
    strokes: strokes.all.map(writtenStroke),
    steps: [...past, present, ...future],
    present: past.length,
    knownLabel,
  }
}

/** A stroke is written again with every save as long as it can be undone. */
const writtenStrokes = new WeakMap<Stroke, WrittenStroke>()

function writtenStroke(stroke: Stroke): WrittenStroke {
  const known = writtenStrokes.get(stroke)
  if (known !== undefined) return known
  const points = new Float64Array(FLOATS_A_POINT * stroke.points.length)
  for (const [index, { x, y, pressure }] of stroke.points.entries()) {
    points.set([x, y, pressure], FLOATS_A_POINT * index)
  }
  const written = { tool: stroke.tool, width: stroke.width, points }
  writtenStrokes.set(stroke, written)
  return written
}
