import type { Tally } from './run-cases'

const COLUMNS: readonly (readonly [heading: string, value: (tally: Tally) => string])[] = [
  ['cases', ({ cases }) => cases.toLocaleString('en')],
  ['refused', ({ refused }) => refused.toLocaleString('en')],
  ['accepted, all sound', ({ accepted }) => accepted.toLocaleString('en')],
  ['slowest', ({ slowest }) => `${Math.ceil(slowest)} ms`],
  ['over 1 s', ({ overTime }) => String(overTime)],
  ['uncaught errors', ({ uncaught }) => String(uncaught)],
  ['state changes where refused', ({ stateChanges }) => String(stateChanges)],
  ['accepted and unsound', ({ unsound }) => String(unsound)],
]

/** A table in Markdown, a row a format. */
export const tallyTable = (rows: readonly (readonly [string, Tally])[]): string =>
  [
    ['format', ...COLUMNS.map(([heading]) => heading)],
    ['---', ...COLUMNS.map(() => '---')],
    ...rows.map(([name, tally]) => [name, ...COLUMNS.map(([, value]) => value(tally))]),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
