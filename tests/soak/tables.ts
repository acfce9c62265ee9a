import { median } from '../bench/statistics'
import { hiddenSpeed, LEAST_HIDDEN_SPEED, type TabSpeeds } from './hidden-tab'
import { type Compared, LEAST_SPEED, MOST_GROWTH, type Sample } from './quarters'

export interface Soak {
  readonly name: string
  /** What was full before the first sample. */
  readonly warmUp: string
  readonly samples: readonly Sample[]
  readonly compared: readonly Compared[]
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
const whole = (value: number) => Math.round(value).toLocaleString('en')
const verdict = (isFine: boolean) => (isFine ? 'met' : 'missed')

export function soakTable(soaks: readonly Soak[]): string {
  const columns = ['second quarter; images/s: first', 'last quarter', 'ratio', 'bar', '']
  const rows = soaks.flatMap(({ name, warmUp, compared }) =>
    compared.map(({ what, before, after, ratio, isFine }) => [
      name,
      warmUp,
      what,
      whole(before),
      whole(after),
      ratio.toFixed(3),
      what === 'images/s' ? `≥ ${LEAST_SPEED}` : `≤ ${MOST_GROWTH}`,
      verdict(isFine),
    ]),
  )
  return table(['run', 'full before the first quarter', 'what', ...columns], rows)
}

export function hiddenTable(speeds: TabSpeeds): string {
  const { visible, hidden } = speeds
  const ratio = hiddenSpeed(speeds)
  return table(
    ['tab', 'times', 'images/s, visible', 'images/s, hidden', 'ratio', 'bar', ''],
    [
      [
        'simd, visible and hidden in turn',
        String(hidden.length),
        whole(median(visible)),
        whole(median(hidden)),
        ratio.toFixed(3),
        `≥ ${LEAST_HIDDEN_SPEED}`,
        verdict(ratio >= LEAST_HIDDEN_SPEED),
      ],
    ],
  )
}
