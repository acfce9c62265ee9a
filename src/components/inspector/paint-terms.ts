import type { UnitSum } from '../../core/explain/unit-sum'
import { colourStep, signedColourStyles } from '../inspect/signed-colours'
import {
  CELL_WITH_NUMBER,
  cellOrigin,
  GROUP_HEAD,
  groupOrigin,
  pictureOrigin,
  TERM_ROLES,
  type TermLayout,
  type TermRole,
} from './term-layout'

export interface TermPaint {
  readonly context: CanvasRenderingContext2D
  readonly layout: TermLayout
  readonly sum: UnitSum
  /** The value of each picture that takes the end colours. */
  readonly scales: Readonly<Record<TermRole, number>>
  /** Above a group. */
  readonly groupName: (group: number) => string
  /** Between inputs and weights. */
  readonly operator: string
  readonly value: (value: number) => string
  readonly style: { readonly text: string; readonly quiet: string; readonly font: string }
}

/** Beyond this share of a scale its colours are so dark that text on them is white. */
const DARK_SHARE = 0.62
const INK_ON_COLOUR = '#16181d'

/** Paints every term of a sum: inputs, weights and products side by side, a group a map. */
export function paintTerms(paint: TermPaint): void {
  const { context, layout, sum, scales } = paint
  context.clearRect(0, 0, layout.width, layout.height)
  paintNames(paint)
  const { cell } = layout
  const colours = signedColourStyles()
  const withNumbers = cell >= CELL_WITH_NUMBER
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.font = `${cell >= 32 ? 11 : 9}px ${paint.style.font}`
  // A hair of the page between the cells, where they are large enough to be told apart.
  const side = cell >= 10 ? cell - 1 : cell
  for (const role of TERM_ROLES) {
    const values = sum[role]
    const scale = scales[role]
    for (let index = 0; index < values.length; index++) {
      const { x, y } = cellOrigin(layout, index, role)
      const value = values[index]!
      context.fillStyle = colours[colourStep(value, scale)]!
      context.fillRect(x, y, side, side)
      if (!withNumbers) continue
      context.fillStyle = Math.abs(value) > DARK_SHARE * scale ? '#fff' : INK_ON_COLOUR
      context.fillText(shortNumber(value, cell), x + side / 2, y + side / 2 + 0.5)
    }
  }
}

/** What stands around the cells, font by font: to take another one up is what costs most. */
function paintNames({ context, layout, sum, groupName, operator, value, style }: TermPaint): void {
  const { rows, columns, cell } = layout
  const terms = rows * columns
  const groups = Array.from({ length: layout.groups }, (_, group) => {
    const middle = groupOrigin(layout, group).y + GROUP_HEAD + (rows * cell) / 2
    const beside = (role: TermRole) => pictureOrigin(layout, group, role).x + columns * cell
    return { group, middle, beside }
  })
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.font = `11px ${style.font}`
  context.fillStyle = style.quiet
  for (const { group } of groups) {
    const { x, y } = groupOrigin(layout, group)
    context.fillText(groupName(group), x, y + GROUP_HEAD / 2)
  }
  context.fillStyle = style.text
  for (const { group, middle, beside } of groups) {
    const subtotal = sum.products
      .subarray(group * terms, (group + 1) * terms)
      .reduce((total, product) => total + product, 0)
    context.fillText(`Σ ${value(subtotal)}`, beside('products') + 6, middle)
  }
  context.textAlign = 'center'
  context.font = `13px ${style.font}`
  for (const { middle, beside } of groups) {
    context.fillText(operator, beside('inputs') + 11, middle)
    context.fillText('=', beside('weights') + 11, middle)
  }
}

/** As many digits as a cell has room for; "0" alone is nothing at all. */
export function shortNumber(value: number, cell: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  const decimals = size >= 10 ? 0 : cell >= 32 ? 2 : 1
  const digits = size.toFixed(size < 1 ? 2 : decimals)
  const short = cell < 32 ? digits.replace(/^0\./, '.') : digits
  return value < 0 ? `−${short}` : short
}
