import { CLASSES } from '../network/description'

/** Refuses labels that are not digits. @throws {RangeError} Naming `caller` and the first stray. */
export function checkLabels(caller: string, labels: Uint8Array): void {
  const stray = labels.findIndex((label) => label >= CLASSES)
  if (stray !== -1) {
    throw new RangeError(
      `${caller}: labels must be 0..${CLASSES - 1}, got ${labels[stray]} at index ${stray}`,
    )
  }
}
