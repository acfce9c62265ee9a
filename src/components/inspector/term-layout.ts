import type { UnitBlock } from '../../core/explain/sight'
import { tileLayout } from '../inspect/tile-layout'

/** How the terms of a sum are laid out: groups of three pictures, inputs × weights = products. */
export interface TermShape {
  /** One for each input map; single units come in one group. */
  readonly groups: number
  readonly rows: number
  readonly columns: number
}

export interface TermLayout extends TermShape {
  /** Side of a cell, in CSS pixels as all that follows. */
  readonly cell: number
  readonly groupsAcross: number
  readonly groupWidth: number
  readonly groupHeight: number
  readonly width: number
  readonly height: number
}

export const TERM_ROLES = ['inputs', 'weights', 'products'] as const
export type TermRole = (typeof TERM_ROLES)[number]

/** Between two pictures of a group: room for an operator. */
export const OPERATOR = 22
/** After the products: room for their sum. */
export const SUBTOTAL = 78
/** Above a group: room for its name. */
export const GROUP_HEAD = 18
const GROUP_GAP = 14
const LARGEST_CELL = 40
const LEGIBLE_CELL = 10
const SMALLEST_CELL = 6

/** Cells at least this large show their numbers. */
export const CELL_WITH_NUMBER = 23

/** The shape of what a unit reads. */
export function termShape({ maps, top, left, bottom, right }: UnitBlock): TermShape {
  const [rows, columns] = [bottom - top, right - left]
  if (rows > 1) return { groups: maps.length, rows, columns }
  const tiles = tileLayout({ maps: maps.length, side: 1 })
  return { groups: 1, rows: tiles.rows, columns: tiles.columns }
}

/**
 * The largest cells with which the groups fit into a width and a height. What is too high is better
 * scrolled than too small to see: where legible cells do not fit, they are as large as the width allows
 * with as many groups beside each other.
 */
export function termLayout(shape: TermShape, width: number, height: number): TermLayout {
  const largest = (fits: (layout: TermLayout) => boolean): TermLayout => {
    let layout = withCell(shape, width, LARGEST_CELL)
    while (!fits(layout) && layout.cell > SMALLEST_CELL) {
      layout = withCell(shape, width, layout.cell - 1)
    }
    return layout
  }
  const whole = largest((layout) => layout.width <= width && layout.height <= height)
  if (whole.cell >= LEGIBLE_CELL && whole.height <= height) return whole
  const { groupsAcross } = withCell(shape, width, LEGIBLE_CELL)
  return largest((layout) => layout.width <= width && layout.groupsAcross === groupsAcross)
}

function withCell(shape: TermShape, width: number, cell: number): TermLayout {
  const { groups, rows, columns } = shape
  const groupWidth = 3 * columns * cell + 2 * OPERATOR + SUBTOTAL
  const groupHeight = GROUP_HEAD + rows * cell
  const fitting = Math.floor((width + GROUP_GAP) / (groupWidth + GROUP_GAP))
  const groupsAcross = Math.min(groups, Math.max(1, fitting))
  const down = Math.ceil(groups / groupsAcross)
  return {
    ...shape,
    cell,
    groupsAcross,
    groupWidth,
    groupHeight,
    width: groupsAcross * (groupWidth + GROUP_GAP) - GROUP_GAP,
    height: down * (groupHeight + GROUP_GAP) - GROUP_GAP,
  }
}

/** Left top corner of a group, its name's line included. */
export function groupOrigin(layout: TermLayout, group: number) {
  return {
    x: (group % layout.groupsAcross) * (layout.groupWidth + GROUP_GAP),
    y: Math.floor(group / layout.groupsAcross) * (layout.groupHeight + GROUP_GAP),
  }
}

/** Left top corner of one of a group's three pictures. */
export function pictureOrigin(layout: TermLayout, group: number, role: TermRole) {
  const { x, y } = groupOrigin(layout, group)
  const along = TERM_ROLES.indexOf(role) * (layout.columns * layout.cell + OPERATOR)
  return { x: x + along, y: y + GROUP_HEAD }
}

/** Left top corner of a term's cell in one of its three pictures. */
export function cellOrigin(layout: TermLayout, index: number, role: TermRole) {
  const { rows, columns, cell } = layout
  const { x, y } = pictureOrigin(layout, Math.floor(index / (rows * columns)), role)
  return { x: x + (index % columns) * cell, y: y + (Math.floor(index / columns) % rows) * cell }
}

/** The term whose cell, in any of its pictures, is at a place; null beside all. */
export function termAt(layout: TermLayout, x: number, y: number): number | null {
  const { groups, groupsAcross, groupWidth, groupHeight, rows, columns, cell } = layout
  const across = Math.floor(x / (groupWidth + GROUP_GAP))
  const group = Math.floor(y / (groupHeight + GROUP_GAP)) * groupsAcross + across
  if (across < 0 || across >= groupsAcross || group < 0 || group >= groups) return null
  for (const role of TERM_ROLES) {
    const corner = pictureOrigin(layout, group, role)
    const column = Math.floor((x - corner.x) / cell)
    const row = Math.floor((y - corner.y) / cell)
    if (column >= 0 && column < columns && row >= 0 && row < rows) {
      return (group * rows + row) * columns + column
    }
  }
  return null
}

/** The term one step away, on into the next group; the same at the ends. */
export function termBeside(layout: TermLayout, index: number, dx: number, dy: number): number {
  const { groups, groupsAcross, rows, columns } = layout
  const group = Math.floor(index / (rows * columns))
  const x = (group % groupsAcross) * columns + (index % columns) + dx
  const y = Math.floor(group / groupsAcross) * rows + (Math.floor(index / columns) % rows) + dy
  if (x < 0 || x >= groupsAcross * columns || y < 0) return index
  const next = Math.floor(y / rows) * groupsAcross + Math.floor(x / columns)
  return next >= groups ? index : (next * rows + (y % rows)) * columns + (x % columns)
}
