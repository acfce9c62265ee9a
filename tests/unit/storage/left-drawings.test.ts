import { expect, it } from 'vitest'
import type { InkImage, Stroke } from '../../../src/core/ink/drawing'
import { addStroke, newHistory } from '../../../src/core/ink/drawing-history'
import { type KeptDrawing, MOST_TABS } from '../../../src/storage/drawing-shelf'
import type { KeptPad } from '../../../src/storage/kept-drawing'
import { leftDrawings } from '../../../src/storage/left-drawings'
import { memoryStorage } from './memory-storage'

const stroke = (x: number, points = 3): Stroke => ({
  tool: 'pen',
  width: 18,
  points: Array.from({ length: points }, (_, y) => ({ x, y: y / 1000, pressure: 0.5 })),
})

const pad = (...strokes: Stroke[]): KeptPad => ({
  history: strokes.reduce(addStroke, newHistory()),
  knownLabel: 7,
  testInk: new WeakSet<InkImage>(),
})

const drawing = (tab: number, digit: KeptPad, saved = 1): KeptDrawing => ({
  tab: tab.toString(16).padStart(16, '0'),
  revision: 3,
  saved,
  digit,
  number: null,
})

it('reads what it wrote, to the bit and with its history', () => {
  const left = leftDrawings(memoryStorage)
  expect(left.all()).toEqual([])
  const storage = memoryStorage()
  const one = drawing(1, pad(stroke(1 / 3), stroke(2)))
  leftDrawings(() => storage).put(one)
  const [found] = leftDrawings(() => storage).all()
  expect(found).toMatchObject({ tab: one.tab, revision: 3, saved: 1, number: null })
  expect(found!.digit!.history).toEqual(one.digit!.history)
  expect(found!.digit!.knownLabel).toBe(7)
})

it('leaves the history out where it is too much, and the drawing where that is', () => {
  const storage = memoryStorage()
  const left = leftDrawings(() => storage)
  const [large, present] = [stroke(1, 40_000), stroke(2)]
  const { history, ...rest } = pad(large)
  const cleared = {
    ...history,
    present: { image: null, strokes: [present] },
    past: [history.present],
  }
  left.put(drawing(1, { ...rest, history: cleared }))
  expect(left.all()[0]!.digit!.history).toEqual({ ...cleared, past: [] })
  left.put(drawing(2, pad(large)))
  expect(left.all()).toHaveLength(1)
})

it('throws away what makes no sense, lies in another place, or is too many', () => {
  const storage = memoryStorage()
  const left = leftDrawings(() => storage)
  for (let tab = 1; tab <= MOST_TABS + 2; tab++) left.put(drawing(tab, pad(stroke(tab)), tab))
  const sound = storage.getItem(storage.key(0)!)!
  storage.setItem('lenet-lab.left.0000000000000fff', sound)
  storage.setItem('lenet-lab.left.<img src=x>', '{"__proto__":{}}')
  storage.setItem('lenet-lab.left.00000000000000ff', 'AAAA {"tab":')
  storage.setItem('another', 'stays')
  expect(left.all().map(({ saved }) => saved)).toEqual([10, 9, 8, 7, 6, 5, 4, 3])
  expect(storage).toHaveLength(MOST_TABS + 1)
  left.clear()
  expect(storage).toHaveLength(1)
})

it('has nothing, and throws nothing, where storage is denied or full', () => {
  const denied = leftDrawings(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  denied.put(drawing(1, pad(stroke(1))))
  denied.remove('tab')
  denied.clear()
  expect(denied.all()).toEqual([])
})
