import { lineImage } from '../core/numbers/line-image'
import { piecesOf } from '../core/numbers/pieces'
import { readDigits } from '../core/numbers/read-digits'
import { readSweep } from '../core/numbers/read-sweep'
import type { WrittenLine } from '../core/numbers/written-line'
import type { PenNetwork } from './pen-network'
import type { NumberReading } from './protocol'

/** Reads a line in both ways: digit by digit along the best path, and by a sweep over the whole. */
export async function readNumber(
  network: PenNetwork,
  { strokes, width }: WrittenLine,
  leastEvidence: number,
  clock: () => number,
): Promise<NumberReading | null> {
  const started = clock()
  const pieces = piecesOf(strokes, width)
  if (pieces.length === 0) return null
  const digits = await readDigits(strokes, pieces, leastEvidence, network.logitsOf)
  const { ink, width: columns, left, pixel } = lineImage(strokes, width, pieces)
  const layers = network.sweep(ink, columns)
  const places = readSweep(network.loaded.network, layers.at(-1)!, leastEvidence)
  const sweep = { left, pixel, width: columns }
  return { digits, sweep, layers, places, milliseconds: clock() - started }
}
