import { evidenceOf, largestProbability } from '../core/metrics/evidence'
import {
  type Answer,
  acceptedShare,
  acceptingThreshold,
  answerTo,
  scoresOf,
} from '../core/metrics/refusal'
import type { LabelledImages } from '../core/mnist/images'
import { CLASSES, type Network } from '../core/network/description'
import type { Engine } from '../engine/engine'
import { f6Distances } from './f6-distances'
import { logitsOf } from './mnist-report'
import type { PenFile, Written } from './pen-file'

/** Share of the pens' digits that the scores are compared at. */
const ACCEPTED = 0.97

/** Pen drawings, and what the page would give a network for each. */
export interface PenImages extends PenFile {
  /** `[n, 32, 32]` */
  readonly digitImages: Float32Array
  readonly letterImages: Float32Array
}

/** Answers to one digit's or one donor's drawings, as counts. */
export interface Tally {
  readonly right: number
  readonly wrong: number
  readonly refused: number
}

/** How a network reads recorded pens; shares of 1. */
export interface PenReport {
  /** Digits read right where it has to answer. */
  readonly digitsRight: number
  /** Digits that are not refused at the page's threshold. */
  readonly digitsAccepted: number
  /** Of the digits accepted, those read right. */
  readonly acceptedRight: number
  /** Letters refused at the page's threshold. */
  readonly lettersRefused: number
  readonly byDigit: Readonly<Record<string, Tally>>
  readonly byDonor: Readonly<Record<string, Tally>>
  /** Letters accepted, of each letter. */
  readonly lettersAccepted: Readonly<Record<string, string>>
  /** Letters that each score would refuse where 97 % of these digits are accepted. */
  readonly refusedAt97: Readonly<Record<string, number>>
}

/** @param leastEvidence - The page's threshold. */
export async function penReport(
  engine: Engine,
  network: Network,
  leastEvidence: number,
  { digits, letters, digitImages, letterImages }: PenImages,
  train: LabelledImages,
): Promise<PenReport> {
  const digitLogits = await logitsOf(engine, digitImages)
  const letterLogits = await logitsOf(engine, letterImages)
  const answers = answersTo(digitLogits, leastEvidence)
  const letterAnswers = answersTo(letterLogits, leastEvidence)
  const isRight = (place: number) => answers[place]!.digit === Number(digits[place]!.label)
  const accepted = answers.flatMap(({ isRefused }, place) => (isRefused ? [] : [place]))
  const distances = await f6Distances(engine, network, train)
  return {
    digitsRight: answers.filter((_, place) => isRight(place)).length / digits.length,
    digitsAccepted: accepted.length / digits.length,
    acceptedRight: accepted.filter(isRight).length / accepted.length,
    lettersRefused: letterAnswers.filter(({ isRefused }) => isRefused).length / letters.length,
    byDigit: tallies(digits, answers, ({ label }) => label),
    byDonor: tallies(digits, answers, ({ donor }) => donor),
    lettersAccepted: acceptedByLetter(letters, letterAnswers),
    refusedAt97: {
      maximumProbability: refusedAt97(
        scoresOf(digitLogits, largestProbability),
        scoresOf(letterLogits, largestProbability),
      ),
      evidence: refusedAt97(scoresOf(digitLogits, evidenceOf), scoresOf(letterLogits, evidenceOf)),
      f6Distance: refusedAt97(await distances(digitImages), await distances(letterImages)),
    },
  }
}

export function penReportInWords(report: PenReport): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`
  const table = (tallied: Readonly<Record<string, Tally>>) =>
    Object.entries(tallied)
      .map(([name, { right, wrong, refused }]) => `    ${name}: ${right} / ${wrong} / ${refused}`)
      .join('\n')
  return [
    `  pens: ${percent(report.digitsRight)} of digits right where it has to answer`,
    `  at the page's threshold: ${percent(report.digitsAccepted)} of digits accepted, ` +
      `${percent(report.acceptedRight)} of these right; ${percent(report.lettersRefused)} of letters refused`,
    `  letters refused where 97 % of digits are accepted: ${Object.entries(report.refusedAt97)
      .map(([score, share]) => `${score} ${percent(share)}`)
      .join(', ')}`,
    '  right / wrong / refused by digit:',
    table(report.byDigit),
    '  by donor:',
    table(report.byDonor),
    `  letters accepted: ${Object.entries(report.lettersAccepted)
      .map(([letter, counts]) => `${letter} ${counts}`)
      .join(', ')}`,
  ].join('\n')
}

function answersTo(logits: Float32Array, leastEvidence: number): readonly Answer[] {
  return Array.from({ length: logits.length / CLASSES }, (_, image) =>
    answerTo(logits.subarray(image * CLASSES, (image + 1) * CLASSES), leastEvidence),
  )
}

function refusedAt97(digitScores: Float64Array, letterScores: Float64Array): number {
  return 1 - acceptedShare(letterScores, acceptingThreshold(digitScores, ACCEPTED))
}

function tallies(
  drawings: readonly Written[],
  answers: readonly Answer[],
  keyOf: (drawing: Written) => string,
): Record<string, Tally> {
  const tallied: Record<string, Tally> = {}
  for (const [place, drawing] of drawings.entries()) {
    const { digit, isRefused } = answers[place]!
    const before = tallied[keyOf(drawing)] ?? { right: 0, wrong: 0, refused: 0 }
    const what = isRefused ? 'refused' : digit === Number(drawing.label) ? 'right' : 'wrong'
    tallied[keyOf(drawing)] = { ...before, [what]: before[what] + 1 }
  }
  return tallied
}

function acceptedByLetter(
  letters: readonly Written[],
  answers: readonly Answer[],
): Record<string, string> {
  const labels = [...new Set(letters.map(({ label }) => label))].sort()
  return Object.fromEntries(
    labels.flatMap((label) => {
      const own = answers.filter((_, place) => letters[place]!.label === label)
      const accepted = own.filter(({ isRefused }) => !isRefused).length
      return accepted === 0 ? [] : [[label, `${accepted}/${own.length}`]]
    }),
  )
}
