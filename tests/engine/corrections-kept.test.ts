import { openDB } from 'idb'
import { afterEach, expect, it } from 'vitest'
import type { NewCorrection } from '../../src/storage/correction'
import { correctionShelf } from '../../src/storage/correction-shelf'
import { closeDatabases, DATABASE, deleteDatabase, openDatabase } from './databases'

const drawn = (label: number): NewCorrection => ({
  label,
  made: 1000 + label,
  drawing: {
    image: null,
    strokes: [{ tool: 'pen', width: 18, points: [{ x: label, y: 2, pressure: 0.5 }] }],
  },
})

const openShelf = () => correctionShelf(openDatabase())

afterEach(closeDatabases)

it('keeps corrections for whoever opens the page next', async () => {
  const shelf = openShelf()
  const [first, second] = await shelf.add([drawn(3), drawn(8)])
  expect(second).toBeGreaterThan(first!)
  await shelf.put({ ...drawn(5), id: first! })
  await shelf.add([drawn(1)])
  await shelf.remove(second!)
  const { corrections, damaged } = await openShelf().all()
  expect(corrections.map(({ label }) => label)).toEqual([5, 1])
  expect(corrections[0]).toEqual({ ...drawn(5), id: first })
  expect(damaged).toBe(0)
  await shelf.clear()
  expect((await openShelf().all()).corrections).toEqual([])
})

it('leaves records out that it does not understand, and counts them', async () => {
  const shelf = openShelf()
  await shelf.add([drawn(4)])
  const raw = await openDB(DATABASE)
  await raw.put('corrections', { id: 77, label: 'seven' })
  raw.close()
  const { corrections, damaged } = await shelf.all()
  expect(corrections.map(({ label }) => label)).toEqual([4])
  expect(damaged).toBe(1)
})

it('keeps nothing of what cannot be kept whole', async () => {
  const shelf = openShelf()
  const half = openDatabase().write('corrections', async (store) => {
    await store.add({ label: 1 })
    store.transaction.abort()
  })
  await expect(half).rejects.toThrow()
  expect(await shelf.all()).toEqual({ corrections: [], damaged: 0 })
})

it('lets another tab change the database, and opens it again when it is needed', async () => {
  const shelf = openShelf()
  await shelf.add([drawn(6)])
  expect(await deleteDatabase()).toBe('deleted')
  await shelf.add([drawn(9)])
  expect((await shelf.all()).corrections.map(({ label }) => label)).toEqual([9])
})
