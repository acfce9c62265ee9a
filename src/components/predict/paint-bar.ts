import type { Format } from '../use-format'
import { writeText } from '../write-text'

/**
 * Shows a share in the bar and the number of its row.
 *
 * @param share - 0..1; null where nothing was read.
 */
export function paintBar(
  row: HTMLElement,
  share: number | null,
  isAnswer: boolean,
  format: Format,
): void {
  row.dataset.p = (share ?? 0).toFixed(6)
  row.dataset.best = String(isAnswer)
  // On the part that it moves: what inherits it would be styled anew.
  const fill = row.querySelector<HTMLElement>('.bar-fill')
  fill?.style.setProperty('--share', (share ?? 0).toFixed(4))
  writeText(row.querySelector('.changing-line'), share === null ? '–' : format.percent(share))
}
