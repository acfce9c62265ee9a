import { expect, it } from 'vitest'
import { tableKind } from '../../../src/components/connections/c3-table-name'
import { toggledLink } from '../../../src/components/connections/toggled-link'
import { C3_CONNECTIONS, c3TableOf } from '../../../src/core/network/c3-connections'

it('a link is made in its place, cut again, and the last of a map stays', () => {
  const made = toggledLink(C3_CONNECTIONS, 2, 0)!
  expect(made[2]).toEqual([0, 2, 3, 4])
  expect(tableKind(c3TableOf(made))).toBe('own')
  expect(toggledLink(made, 2, 0)).toEqual(C3_CONNECTIONS)
  expect(tableKind(c3TableOf(toggledLink(made, 2, 0)!))).toBe('1998')
  const single = C3_CONNECTIONS.with(5, [3])
  expect(toggledLink(single, 5, 3)).toBeNull()
  expect(C3_CONNECTIONS[2]).toEqual([2, 3, 4])
})
