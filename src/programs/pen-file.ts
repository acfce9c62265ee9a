import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { BRUSH_WIDTHS } from '../core/ink/drawing'
import { drawingFromPenStrokes } from '../core/ink/pen-strokes'
import { rasterize } from '../core/ink/raster'
import { inkStages } from '../core/ink/stages'
import { IMAGE_SIDE } from '../core/network/description'

const coordinates = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(2))

const writtenSchema = v.object({
  label: v.pipe(v.string(), v.minLength(1), v.maxLength(8)),
  donor: v.pipe(v.string(), v.maxLength(40)),
  /** For each stroke x0, y0, x1, y1, …, y down, in any unit. */
  strokes: v.pipe(v.array(coordinates), v.minLength(1)),
})
/** One drawing of a real pen. */
export type Written = v.InferOutput<typeof writtenSchema>

const fileSchema = v.object({
  digits: v.array(
    v.object({
      ...writtenSchema.entries,
      label: v.pipe(v.string(), v.regex(/^\d$/, 'a label is a digit')),
    }),
  ),
  letters: v.array(writtenSchema),
})
export type PenFile = v.InferOutput<typeof fileSchema>

/** Reads a file of pen strokes. @throws {Error} Naming the file and what in it is wrong. */
export function readPenFile(path: string): PenFile {
  const parsed = v.safeParse(fileSchema, JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new Error(`readPenFile: ${path}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`)
}

/**
 * What a network is given where these strokes are drawn on the page: drawn with the page's brush over
 * most of the pad, then every step from the pad's raster to 32×32.
 *
 * @returns `[n, 32, 32]`, ink 0..1.
 */
export function imagesOfPens(drawings: readonly Written[]): Float32Array {
  const images = new Float32Array(drawings.length * IMAGE_SIDE ** 2)
  for (const [place, { strokes }] of drawings.entries()) {
    const stages = inkStages(rasterize(drawingFromPenStrokes(strokes, BRUSH_WIDTHS.medium)))
    if (stages !== null) images.set(stages.image.ink, place * IMAGE_SIDE ** 2)
  }
  return images
}
