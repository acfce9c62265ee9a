import type { ConnectionTable } from '../../core/network/c3-connections'

/**
 * A table with a link made or cut.
 *
 * @returns null where the map would read nothing: its units would all be the same.
 */
export function toggledLink(
  table: ConnectionTable,
  map: number,
  from: number,
): ConnectionTable | null {
  const inputs = table[map]!
  const toggled = inputs.includes(from)
    ? inputs.filter((input) => input !== from)
    : [...inputs, from].toSorted((a, b) => a - b)
  return toggled.length === 0 ? null : table.with(map, toggled)
}
