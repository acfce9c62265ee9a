import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Stroke } from '../../../src/core/ink/drawing'
import type { DrawingPlace, DrawingShelf, KeptDrawing } from '../../../src/storage/drawing-shelf'
import { leftDrawings } from '../../../src/storage/left-drawings'
import { keepDrawings } from '../../../src/store/drawing-keeper'
import { memoryStorage } from '../storage/memory-storage'
import { openLab } from './lab-ports-double'

const stroke = (x: number): Stroke => ({
  tool: 'pen',
  width: 18,
  points: [
    { x, y: 20, pressure: 1 },
    { x, y: 200, pressure: 1 },
  ],
})

const TAB = '0123456789abcdef'

/**
 * A lab whose drawings are kept on a shelf; how many strokes each record of it had, and what leaves the page.
 *
 * @param device - What an earlier lab has left behind.
 */
async function keptLab(
  write: () => Promise<void> = async () => {},
  device = { records: new Map<string, KeptDrawing>(), storage: memoryStorage() },
) {
  const { store } = openLab()
  const kept: number[] = []
  let leave = () => {}
  const shelf: DrawingShelf = {
    all: async () => ({ drawings: [...device.records.values()], damaged: 0 }),
    put: async ({ tab, revision }: DrawingPlace, saved, pads) => {
      kept.push(pads.digit?.history.present.strokes.length ?? 0)
      await write()
      const place = { tab, revision: revision + 1 }
      device.records.set(tab, { ...place, saved, ...pads })
      return place
    },
    clear: async () => {},
  }
  await keepDrawings({
    lab: store,
    openDrawings: async () => shelf,
    left: leftDrawings(() => device.storage),
    takeTab: async () => TAB,
    renameTab: () => {},
    newTab: () => TAB,
    onLeaving: (listener) => {
      leave = listener
    },
    now: () => 0,
  })
  const draw = (x: number) => store.getState().penLifted(stroke(x))
  const strokes = () => store.getState().history.present.strokes.map(({ points }) => points[0]!.x)
  return { store, device, kept, draw, strokes, leave: () => leave() }
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

/** As a browser does that ends the page in the middle of a write. */
const NEVER = () => new Promise<void>(() => {})

it('brings back what was drawn last where the page ended before any of it was written', async () => {
  const { draw, leave, device } = await keptLab(NEVER)
  draw(10)
  draw(20)
  leave()
  const later = await keptLab(undefined, device)
  expect(later.strokes()).toEqual([10, 20])
  await vi.advanceTimersByTimeAsync(0)
  // The database has it now, and nothing lies beside it.
  expect(later.kept).toEqual([2])
  expect(device.storage).toHaveLength(0)
  expect((await keptLab(undefined, device)).strokes()).toEqual([10, 20])
})

it('takes the newer one, of what was left and what was written after all', async () => {
  const writes: (() => void)[] = []
  const { draw, leave, device } = await keptLab(() => new Promise((done) => writes.push(done)))
  draw(10)
  await vi.advanceTimersByTimeAsync(0)
  draw(20)
  leave()
  writes[0]!()
  await vi.advanceTimersByTimeAsync(0)
  expect(device.records.get(TAB)?.digit?.history.present.strokes).toHaveLength(1)
  const later = await keptLab(undefined, device)
  expect(later.strokes()).toEqual([10, 20])
  const left = device.storage
  const stale = left.getItem(left.key(0)!)!
  await vi.advanceTimersByTimeAsync(1000)
  later.draw(30)
  later.draw(40)
  await vi.advanceTimersByTimeAsync(1000)
  // What lies there of before, as in a browser that ended as it removed it, is older than the database.
  left.setItem(`lenet-lab.left.${TAB}`, stale)
  expect((await keptLab(undefined, device)).strokes()).toEqual([10, 20, 30, 40])
})

it('leaves nothing behind where all is written, and where the page was only hidden', async () => {
  const { draw, leave, device } = await keptLab()
  draw(10)
  leave()
  expect(device.storage).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(device.storage).toHaveLength(0)
  leave()
  expect(device.storage).toHaveLength(0)
})
