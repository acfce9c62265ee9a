/**
 * Where a key leads in a grid that is filled row by row.
 *
 * @param place - 0 for the first of `count`.
 * @returns Null for a key that leads nowhere.
 */
export function placeAfterKey(
  place: number,
  key: string,
  count: number,
  columns: number,
): number | null {
  const within = (next: number) => (next >= 0 && next < count ? next : place)
  switch (key) {
    case 'ArrowLeft':
      return within(place - 1)
    case 'ArrowRight':
      return within(place + 1)
    case 'ArrowUp':
      return within(place - columns)
    case 'ArrowDown':
      return within(place + columns)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
