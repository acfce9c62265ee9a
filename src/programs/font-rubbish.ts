import { oneOf } from '../core/chance'
import { handDrawn, handMoved, handOf } from '../core/ink/hand'
import type { PenStrokes } from '../core/ink/pen-strokes'
import { penTrace } from '../core/ink/pen-trace'
import { seenOfDrawing, seenOfRaster } from '../core/ink/seen-image'
import type { LabelledImages } from '../core/mnist/images'
import type { RandomSource } from '../core/random'
import { plainRubbish, type RubbishSource } from '../core/rubbish/rubbish-images'
import { type Glyph, readGlyphs } from './font-glyphs'
import { fillOutline } from './outline-fill'

/** Pixels of the filled glyphs that are traced: the thinnest lines are some pixels wide. */
const TRACED_SIDE = 128

/** Pixels of those that are shown as they are: six for each of the 20×20 box. */
const FILLED_SIDE = 140

/**
 * Letters and signs of fonts, written along the middle of their lines with a brush of any width, and
 * as they are printed; each as another hand would draw it.
 */
export function fontRubbish(): readonly RubbishSource[] {
  const glyphs = readGlyphs()
  const traces = new Map<Glyph, PenStrokes>()
  const traceOf = (glyph: Glyph): PenStrokes => {
    const trace = traces.get(glyph) ?? penTrace(fillOutline(glyph.outline, TRACED_SIDE))
    traces.set(glyph, trace)
    return trace
  }
  return [
    {
      share: 0.4,
      image: (random) => seenOfDrawing(handDrawn(traceOf(oneOf(random, glyphs)), random)),
    },
    { share: 0.1, image: (random) => printed(oneOf(random, glyphs), random) },
  ]
}

function printed({ outline }: Glyph, random: RandomSource): Uint8Array | null {
  const hand = handOf(outline, random)
  return seenOfRaster(
    fillOutline(
      outline.map((points) => handMoved(points, hand)),
      FILLED_SIDE,
    ),
  )
}

/** All that the shipped weights learn to refuse. */
export const everyRubbish = (digits: LabelledImages): readonly RubbishSource[] => [
  ...plainRubbish(digits),
  ...fontRubbish(),
]
