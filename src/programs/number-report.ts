import { sweep } from '../core/network/sweep'
import { lineImage } from '../core/numbers/line-image'
import { piecesOf } from '../core/numbers/pieces'
import { numberText, readDigits } from '../core/numbers/read-digits'
import { readSweep, sweepText } from '../core/numbers/read-sweep'
import type { Engine } from '../engine/engine'
import { composeNumbers, NUMBER_LENGTHS, type WrittenNumber } from './compose-numbers'
import type { Written } from './pen-file'
import type { ShippedNetwork } from './shipped-network'

const SEED = 1998
const NUMBERS_OF_A_LENGTH = 250

/** How numbers composed of recorded digits are read; shares of 1. */
export interface NumberReport {
  /** Read right as the page shows them: with no digit wrong, refused, missing or too many. */
  readonly right: number
  readonly byLength: Readonly<Record<string, number>>
  /** Right where no digit may be refused. */
  readonly rightForced: number
  /** Cut into as many digits as were written. */
  readonly rightlyCut: number
  /** Read right by the best path through the sweep alone. */
  readonly sweepRight: number
}

interface ReadNumber {
  readonly number: WrittenNumber
  /** As the page shows it, without refusals, and by the sweep alone. */
  readonly shown: string
  readonly forced: string
  readonly swept: string
}

/** @param engine - With this network's weights loaded. */
export async function numberReport(
  engine: Engine,
  { network, weights, card: { leastEvidence } }: ShippedNetwork,
  digits: readonly Written[],
): Promise<NumberReport> {
  const numbers = composeNumbers(digits, NUMBERS_OF_A_LENGTH, SEED)
  const readings: ReadNumber[] = []
  for (const number of numbers) {
    const { strokes, width } = number
    const pieces = piecesOf(strokes, width)
    const read = await readDigits(strokes, pieces, leastEvidence, (images) =>
      engine.classify(images),
    )
    const image = lineImage(strokes, width, pieces)
    const output = sweep(network, weights, image.ink, image.width).at(-1)!
    readings.push({
      number,
      shown: numberText(read),
      forced: read.map(({ digit }) => digit).join(''),
      swept: sweepText(readSweep(network, output, leastEvidence)),
    })
  }
  const shareOf = (some: readonly ReadNumber[], holds: (reading: ReadNumber) => boolean) =>
    some.filter(holds).length / some.length
  const isRight = ({ number: { text }, shown }: ReadNumber) => shown === text
  return {
    right: shareOf(readings, isRight),
    byLength: Object.fromEntries(
      NUMBER_LENGTHS.map((length) => [
        length,
        shareOf(
          readings.filter(({ number }) => number.text.length === length),
          isRight,
        ),
      ]),
    ),
    rightForced: shareOf(readings, ({ number: { text }, forced }) => forced === text),
    rightlyCut: shareOf(readings, ({ number: { text }, forced }) => forced.length === text.length),
    sweepRight: shareOf(readings, ({ number: { text }, swept }) => swept === text),
  }
}

export function numberReportInWords(report: NumberReport): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const byLength = Object.entries(report.byLength)
    .map(([length, share]) => `${length} digits ${percent(share)}`)
    .join(', ')
  return [
    `  numbers: ${percent(report.right)} right as the page shows them (${byLength}), ` +
      `${percent(report.rightForced)} where it has to answer`,
    `  ${percent(report.rightlyCut)} cut into the right count of digits; ` +
      `the sweep's own path reads ${percent(report.sweepRight)} right`,
  ].join('\n')
}
