import { openDB } from 'idb'
import { afterEach, expect, it } from 'vitest'
import type { Stroke } from '../../src/core/ink/drawing'
import * as history from '../../src/core/ink/drawing-history'
import { drawingShelf, MOST_TABS } from '../../src/storage/drawing-shelf'
import type { KeptPad } from '../../src/storage/kept-drawing'
import { newTab } from '../../src/storage/new-tab'
import { rememberedTab, renameTab, takeTab } from '../../src/storage/tab-name'
import { closeDatabases, openDatabase } from './databases'

afterEach(closeDatabases)

const openShelf = () => drawingShelf(openDatabase())

const stroke = (x: number): Stroke => ({
  tool: 'pen',
  width: 18,
  points: [{ x, y: 1 / 3, pressure: 0.5 }],
})

const pad = (...xs: number[]): KeptPad => ({
  history: xs.reduce((made, x) => history.addStroke(made, stroke(x)), history.newHistory()),
  knownLabel: null,
  testInk: new WeakSet(),
})

it('keeps the pads of a tab, again and again in the same place', async () => {
  const shelf = openShelf()
  const tab = newTab()
  const first = await shelf.put({ tab, revision: 0 }, 10, { digit: pad(1), number: null })
  const second = await shelf.put(first, 20, { digit: pad(1, 2), number: pad(3) })
  expect(second).toEqual({ tab, revision: 2 })
  const { drawings, damaged } = await openShelf().all()
  expect(damaged).toBe(0)
  expect(drawings).toHaveLength(1)
  expect(drawings[0]).toMatchObject({ tab, revision: 2, saved: 20 })
  expect(drawings[0]!.digit!.history).toEqual(pad(1, 2).history)
  expect(drawings[0]!.number!.history).toEqual(pad(3).history)
})

it('loses nothing of two writers that take themselves for the same tab', async () => {
  const [one, other] = [openShelf(), openShelf()]
  const place = await one.put({ tab: newTab(), revision: 0 }, 1, { digit: pad(1), number: null })
  let [mine, theirs] = [place, place]
  for (let turn = 0; turn < 25; turn++) {
    const write = async (shelf: typeof one, at: typeof place, x: number) =>
      shelf.put(at, 10 + turn, { digit: pad(x, turn), number: null })
    ;[mine, theirs] = await Promise.all([write(one, mine, 100), write(other, theirs, 200)])
  }
  expect(mine.tab).not.toBe(theirs.tab)
  const { drawings } = await one.all()
  const last = drawings.map(({ digit }) => digit!.history.present)
  expect(last).toHaveLength(2)
  expect(last).toContainEqual(pad(100, 24).history.present)
  expect(last).toContainEqual(pad(200, 24).history.present)
})

it('keeps the newest tabs, its own always, and writes anew what was deleted', async () => {
  const shelf = openShelf()
  const early = await shelf.put({ tab: newTab(), revision: 0 }, 1, { digit: pad(1), number: null })
  for (let made = 2; made <= MOST_TABS + 3; made++) {
    await shelf.put({ tab: newTab(), revision: 0 }, made, { digit: pad(made), number: null })
  }
  const { drawings } = await shelf.all()
  expect(drawings).toHaveLength(MOST_TABS)
  expect(drawings[0]).toMatchObject({ saved: MOST_TABS + 3 })
  // A clock that was set back does not let a tab throw its own drawing away.
  const again = await shelf.put(early, 0, { digit: pad(7), number: null })
  expect(again.tab).toBe(early.tab)
  expect((await shelf.all()).drawings.map(({ tab }) => tab)).toContain(early.tab)
  await shelf.clear()
  await shelf.put(again, 50, { digit: pad(8), number: null })
  expect((await shelf.all()).drawings).toHaveLength(1)
})

it('leaves drawings out that it does not understand, and does not write over them', async () => {
  const shelf = openShelf()
  const tab = newTab()
  const place = await shelf.put({ tab, revision: 0 }, 1, { digit: pad(1), number: null })
  const raw = await openDB('lenet-lab')
  await raw.put('drawings', { tab, revision: 9, saved: 5, digit: { layers: [] }, number: null })
  raw.close()
  expect(await shelf.all()).toEqual({ drawings: [], damaged: 1 })
  expect((await shelf.put(place, 6, { digit: pad(2), number: null })).tab).not.toBe(tab)
  expect((await shelf.all()).drawings).toHaveLength(1)
})

it('names a tab once: after a reload the same, never one that is open', async () => {
  const { locks } = navigator
  const session = () => sessionStorage
  sessionStorage.clear()
  expect(rememberedTab(session)).toBeNull()
  const [gone, open] = [newTab(), newTab()]
  renameTab(locks, () => ({ ...sessionStorage, setItem: () => {} }) as Storage, open)
  // Named after the first tab that is gone…
  expect(await takeTab(locks, session, [open, gone])).toBe(gone)
  expect(rememberedTab(session)).toBe(gone)
  // …whose copy, which remembers the same name, gets another.
  const copy = await takeTab(locks, session, [gone])
  expect([open, gone]).not.toContain(copy)
  expect(rememberedTab(session)).toBe(copy)
  sessionStorage.clear()
  const denied = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  expect(await takeTab(undefined, denied, [gone])).toBe(gone)
})
