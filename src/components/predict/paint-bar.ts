import type { Format } from '../use-format'

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
  row.style.setProperty('--share', (share ?? 0).toFixed(4))
  const number = row.querySelector('.bar-number')
  if (number !== null) number.textContent = share === null ? '–' : format.percent(share)
}
