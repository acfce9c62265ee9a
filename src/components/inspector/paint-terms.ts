import type { UnitSum } from '../../core/explain/unit-sum'
import { colourStep, signedColourStyles } from '../inspect/signed-colours'
import {
  CELL_WITH_NUMBER,
  cellOrigin,
  GROUP_HEAD,
  groupOrigin,
  OPERATOR,
  pictureOrigin,
  SUBTOTAL,
  TERM_ROLES,
  type TermLayout,
  type TermRole,
} from './term-layout'

export interface TermStyle {
  readonly text: string
  readonly quiet: string
  readonly font: string
}

export interface TermPicture {
  /** Of a canvas as large as the layout. */
  readonly context: CanvasRenderingContext2D
  readonly layout: TermLayout
  /** Above a group. */
  readonly groupName: (group: number) => string
  /** Between inputs and weights. */
  readonly operator: string
  readonly value: (value: number) => string
  readonly style: TermStyle
  /** Canvas pixels a CSS pixel. */
  readonly density: number
}

export interface TermPainter {
  /** @param scales - The value of each picture that takes the end colours. */
  show(sum: UnitSum, scales: Readonly<Record<TermRole, number>>): void
  clear(): void
}

/** Beyond this share of a scale its colours are so dark that text on them is white. */
const DARK_SHARE = 0.62
const INK_ON_COLOUR = '#16181d'
/** Between the products and their sum. */
const SUBTOTAL_GAP = 6
/** More than a subtotal is high. */
const SUBTOTAL_HEIGHT = 16

/**
 * Paints every term of a sum: inputs, weights and products side by side, a group a map. From one drawing
 * to the next only what has become another is painted: a movement of the pen changes few of them.
 */
export function createTermPainter(picture: TermPicture): TermPainter {
  const { context, layout, value, style, density } = picture
  const { cell } = layout
  const terms = layout.rows * layout.columns
  const places = TERM_ROLES.map((role) =>
    Array.from({ length: layout.groups * terms }, (_, index) => cellOrigin(layout, index, role)),
  )
  /** The colours that the cells have, by role; and the numbers in them, where there is room. */
  const steps = places.map((cells) => new Int16Array(cells.length))
  const numbers = places.map((cells) => cells.map(() => ''))
  const subtotals = Array.from({ length: layout.groups }, () => '')
  const withNumbers = cell >= CELL_WITH_NUMBER
  // A hair of the page between the cells, where they are large enough to be told apart.
  const side = cell >= 10 ? cell - 1 : cell
  let isBare = true

  const clear = () => {
    context.clearRect(0, 0, layout.width, layout.height)
    isBare = true
  }

  const start = () => {
    clear()
    paintNames(picture)
    for (const shown of steps) shown.fill(-1)
    subtotals.fill('')
    isBare = false
  }

  const paintRole = (role: number, values: Float64Array, scale: number) => {
    const colours = signedColourStyles()
    for (let index = 0; index < values.length; index++) {
      const step = colourStep(values[index]!, scale)
      const number = withNumbers ? shortNumber(values[index]!, cell) : ''
      if (step === steps[role]![index] && number === numbers[role]![index]) continue
      steps[role]![index] = step
      numbers[role]![index] = number
      const { x, y } = places[role]![index]!
      context.fillStyle = colours[step]!
      context.fillRect(x, y, side, side)
      if (!withNumbers) continue
      context.fillStyle = Math.abs(values[index]!) > DARK_SHARE * scale ? '#fff' : INK_ON_COLOUR
      context.fillText(number, x + side / 2, y + side / 2 + 0.5)
    }
  }

  const paintSubtotals = (products: Float64Array) => {
    context.textAlign = 'left'
    context.font = `11px ${style.font}`
    context.fillStyle = style.text
    for (let group = 0; group < layout.groups; group++) {
      let sum = 0
      for (let term = group * terms; term < (group + 1) * terms; term++) sum += products[term]!
      const text = `Σ ${value(sum)}`
      if (text === subtotals[group]) continue
      subtotals[group] = text
      const { x, y } = besideOf(layout, group, 'products')
      context.clearRect(x, y - SUBTOTAL_HEIGHT / 2, SUBTOTAL, SUBTOTAL_HEIGHT)
      // Longer than its room it would be cut off, and leave its end behind when it gets shorter.
      context.fillText(text, x + SUBTOTAL_GAP, y, SUBTOTAL - SUBTOTAL_GAP)
    }
  }

  return {
    clear,
    show: (sum, scales) => {
      // Between whole pixels an edge is a mixture, which grows thicker where it is painted over.
      if (isBare || !Number.isInteger(density)) start()
      context.textBaseline = 'middle'
      context.textAlign = 'center'
      context.font = `${cell >= 32 ? 11 : 9}px ${style.font}`
      for (const [role, name] of TERM_ROLES.entries()) paintRole(role, sum[name], scales[name])
      paintSubtotals(sum.products)
    },
  }
}

/** What stands around the cells and stays, font by font: to take another one up is what costs most. */
function paintNames({ context, layout, groupName, operator, style }: TermPicture): void {
  const groups = Array.from({ length: layout.groups }, (_, group) => group)
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.font = `11px ${style.font}`
  context.fillStyle = style.quiet
  for (const group of groups) {
    const { x, y } = groupOrigin(layout, group)
    context.fillText(groupName(group), x, y + GROUP_HEAD / 2)
  }
  context.fillStyle = style.text
  context.textAlign = 'center'
  context.font = `13px ${style.font}`
  for (const group of groups) {
    for (const [role, sign] of [
      ['inputs', operator],
      ['weights', '='],
    ] as const) {
      const { x, y } = besideOf(layout, group, role)
      context.fillText(sign, x + OPERATOR / 2, y)
    }
  }
}

/** The middle of the right side of one of a group's three pictures. */
function besideOf(layout: TermLayout, group: number, role: TermRole) {
  const { x, y } = pictureOrigin(layout, group, role)
  return { x: x + layout.columns * layout.cell, y: y + (layout.rows * layout.cell) / 2 }
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
