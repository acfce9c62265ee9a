import type { Pretrained } from './pretraining'
import type { Recipe } from './recipes'

/** Head of the table of errors, in Markdown. */
export const ERROR_TABLE_HEAD = [
  '| network | recipe | epochs | seconds a run | test error, a run for each seed | mean |',
  '| --- | --- | --- | --- | --- | --- |',
].join('\n')

/** A recipe's row in the table of errors. @param runs - One at least. */
export function errorRow({ name, settings }: Recipe, runs: readonly Pretrained[]): string {
  const errors = runs.map(({ testError }) => testError)
  const cells = [
    settings.variant,
    name,
    settings.epochs,
    Math.round(mean(runs.map(({ seconds }) => seconds))),
    errors.map(inPercent).join(' · '),
    inPercent(mean(errors)),
  ]
  return `| ${cells.join(' | ')} |`
}

const inPercent = (share: number) => `${(100 * share).toFixed(2)} %`

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length
