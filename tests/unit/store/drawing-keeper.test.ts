import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Stroke } from '../../../src/core/ink/drawing'
import type { DrawingPlace, DrawingShelf } from '../../../src/storage/drawing-shelf'
import { keepDrawings } from '../../../src/store/drawing-keeper'
import { openLab } from './lab-ports-double'

const stroke = (x: number): Stroke => ({
  tool: 'pen',
  width: 18,
  points: [
    { x, y: 20, pressure: 1 },
    { x, y: 200, pressure: 1 },
  ],
})

/** A lab whose drawings are kept on a shelf; how many strokes each record of it had, and what leaves the page. */
async function keptLab(write: () => Promise<void> = async () => {}) {
  const { store } = openLab()
  const kept: number[] = []
  let leave = () => {}
  const shelf: DrawingShelf = {
    all: async () => ({ drawings: [], damaged: 0 }),
    put: async ({ tab, revision }: DrawingPlace, _, { digit }) => {
      kept.push(digit?.history.present.strokes.length ?? 0)
      await write()
      return { tab, revision: revision + 1 }
    },
    clear: async () => {},
  }
  await keepDrawings({
    lab: store,
    openDrawings: async () => shelf,
    takeTab: async () => 'tab',
    renameTab: () => {},
    newTab: () => 'tab',
    onLeaving: (listener) => {
      leave = listener
    },
    now: () => 0,
  })
  const draw = (x: number) => store.getState().penLifted(stroke(x))
  return { store, kept, draw, leave: () => leave() }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('keeps the first stroke after a rest at once, and those that follow soon together', async () => {
  const { kept, draw } = await keptLab()
  draw(10)
  await vi.advanceTimersByTimeAsync(0)
  expect(kept).toEqual([1])
  draw(20)
  draw(30)
  await vi.advanceTimersByTimeAsync(300)
  expect(kept).toEqual([1])
  await vi.advanceTimersByTimeAsync(200)
  expect(kept).toEqual([1, 3])
  await vi.advanceTimersByTimeAsync(5000)
  expect(kept).toEqual([1, 3])
  draw(40)
  await vi.advanceTimersByTimeAsync(0)
  expect(kept).toEqual([1, 3, 4])
})

it('keeps at once what is there when the page is left, the stroke under the pen too', async () => {
  const { store, kept, draw, leave } = await keptLab()
  draw(10)
  await vi.advanceTimersByTimeAsync(0)
  store.getState().penMoved(stroke(20))
  leave()
  await vi.advanceTimersByTimeAsync(0)
  expect(kept).toEqual([1, 2])
})

it('keeps what is drawn while it writes', async () => {
  const writes: (() => void)[] = []
  const { kept, draw } = await keptLab(() => new Promise((done) => writes.push(done)))
  draw(10)
  await vi.advanceTimersByTimeAsync(0)
  draw(20)
  await vi.advanceTimersByTimeAsync(5000)
  expect(kept).toEqual([1])
  writes[0]!()
  await vi.advanceTimersByTimeAsync(500)
  expect(kept).toEqual([1, 2])
})
