import { expect, it, vi } from 'vitest'
import { createTermPainter } from '../../../src/components/inspector/paint-terms'
import {
  cellOrigin,
  TERM_ROLES,
  termLayout,
  termShape,
} from '../../../src/components/inspector/term-layout'
import { readByUnit } from '../../../src/core/explain/sight'
import type { UnitSum } from '../../../src/core/explain/unit-sum'
import { modernNetwork } from '../../../src/core/network/variants'
import { seededRandom } from '../../../src/core/random'

const unit = { plane: 'C3', map: 5, row: 4, column: 4 } as const
const block = readByUnit(modernNetwork(), unit)
const SCALES = { inputs: 1, weights: 1, products: 1 }

/** Remembers what stands where; a place is painted over by what comes later. */
class Paper {
  readonly colours = new Map<string, string>()
  readonly words = new Map<string, string>()
  fills = 0
  fillStyle = ''
  font = ''
  textAlign = ''
  textBaseline = ''
  fillRect(x: number, y: number): void {
    this.fills++
    this.colours.set(`${x} ${y}`, this.fillStyle)
  }
  /** How much room each subtotal is held to, from where it begins. */
  readonly subtotals: [x: number, room: number | undefined][] = []
  fillText(text: string, x: number, y: number, room?: number): void {
    if (text.startsWith('Σ')) this.subtotals.push([x, room])
    this.words.set(`${x} ${y}`, `${text} ${this.fillStyle} ${this.font} ${this.textAlign}`)
  }
  clearRect(left: number, top: number, width: number, height: number): void {
    for (const places of [this.colours, this.words]) {
      for (const place of places.keys()) {
        const [x = 0, y = 0] = place.split(' ').map(Number)
        if (x >= left && x <= left + width && y >= top && y <= top + height) places.delete(place)
      }
    }
  }
}

function painterOn(paper: Paper, width: number, density = 1) {
  const layout = termLayout(termShape(block), width, 366)
  return createTermPainter({
    // All of a context that the painter uses.
    context: paper as unknown as CanvasRenderingContext2D,
    layout,
    groupName: (group) => `map ${group}`,
    operator: '×',
    value: (value) => value.toPrecision(3),
    style: { text: 'black', quiet: 'grey', font: 'sans-serif' },
    density,
  })
}

/** The sum with one more input, as a pen's movement leaves it. */
function withInput(sum: UnitSum, index: number, input: number): UnitSum {
  const inputs = sum.inputs.with(index, input)
  return { ...sum, inputs, products: inputs.map((value, at) => value * sum.weights[at]!) }
}

const random = seededRandom(5)
const weights = Float64Array.from({ length: 150 }, () => 2 * random() - 1)
const inputs = weights.map((_, index) => (index % 3 === 0 ? random() : 0))
const first: UnitSum = {
  block,
  inputs,
  weights,
  products: inputs.map((value, index) => value * weights[index]!),
  bias: 0,
  sum: 0,
  value: 0,
}

it.each([
  ['small', 700],
  ['with numbers', 3000],
])('a sum painted over another, its cells %s, looks as painted alone', (_, width) => {
  const [over, alone] = [new Paper(), new Paper()]
  const painter = painterOn(over, width)
  painter.show(first, SCALES)
  const next = withInput(first, 31, 0.9)
  painter.show(next, { ...SCALES, products: 0.8 })
  painterOn(alone, width).show(next, { ...SCALES, products: 0.8 })
  expect(over.colours).toEqual(alone.colours)
  expect(over.words).toEqual(alone.words)
  expect(alone.colours.size).toBe(450)
})

it('of a sum in which one input has changed two cells are painted', () => {
  const paper = new Paper()
  const layout = termLayout(termShape(block), 700, 366)
  const painter = painterOn(paper, 700)
  painter.show(first, SCALES)
  expect(paper.fills).toBe(450)
  const before = new Map(paper.colours)
  painter.show(withInput(first, 31, 0.9), SCALES)
  expect(paper.fills).toBe(452)
  const changed = [...paper.colours].filter(([place, colour]) => before.get(place) !== colour)
  const cells = TERM_ROLES.map((role) => cellOrigin(layout, 31, role)).map(
    ({ x, y }) => `${x} ${y}`,
  )
  expect(changed.map(([place]) => place).sort()).toEqual([cells[0], cells[2]].sort())
})

it('after a bare picture, and between whole pixels, all is painted', () => {
  const [paper, dense] = [new Paper(), new Paper()]
  const painter = painterOn(paper, 700)
  painter.show(first, SCALES)
  painter.clear()
  expect(paper.colours.size + paper.words.size).toBe(0)
  painter.show(first, SCALES)
  expect(paper.fills).toBe(900)
  const mixed = painterOn(dense, 700, 1.25)
  mixed.show(first, SCALES)
  mixed.show(first, SCALES)
  expect(dense.fills).toBe(900)
})

it('a subtotal, however long, stays in the room that is cleared for the next one', () => {
  const paper = new Paper()
  const cleared = vi.spyOn(paper, 'clearRect')
  const painter = painterOn(paper, 700)
  painter.show(first, SCALES)
  expect(paper.subtotals).toHaveLength(6)
  for (const [x, room] of paper.subtotals) {
    const place = cleared.mock.calls.find(([left]) => left > 0 && left <= x && x - left < 20)!
    expect(x + room!).toBeLessThanOrEqual(place[0] + place[2])
  }
})
