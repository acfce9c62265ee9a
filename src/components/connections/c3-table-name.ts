import type { C3Table } from '../../core/network/c3-connections'

/** Tables that have a name; any other is the learner's own. */
export const NAMED_TABLES = ['dense', '1998'] as const
export type TableKind = (typeof NAMED_TABLES)[number] | 'own'

export const tableKind = (c3: C3Table): TableKind =>
  NAMED_TABLES.find((name) => name === c3) ?? 'own'

/** Key of a table's name among the words of the training panel. */
export const c3TableName = (c3: C3Table) => `connections.${tableKind(c3)}` as const
