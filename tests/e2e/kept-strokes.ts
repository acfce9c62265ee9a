import type { Page } from '@playwright/test'
import { expect } from './lab'

/** How many points each stroke has that is kept of this tab's pads, read past the app; null where nothing is. */
export const keptPoints = (page: Page, pad: 'digit' | 'number' = 'digit') =>
  page.evaluate(async (name) => {
    // Opening a database that is not there would make one.
    if ((await indexedDB.databases()).length === 0) return null
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('lenet-lab')
      request.onsuccess = () => resolve(request.result)
    })
    interface Kept {
      readonly strokes: readonly { readonly points: Float64Array }[]
      readonly steps: readonly { readonly strokes: readonly number[] }[]
      readonly present: number
    }
    const mine = await new Promise<Record<string, Kept> | undefined>((resolve) => {
      const tab = sessionStorage.getItem('lenet-lab.tab') ?? ''
      const request = database.transaction('drawings').objectStore('drawings').get(tab)
      request.onsuccess = () => resolve(request.result)
    })
    database.close()
    const kept = mine?.[name]
    if (!kept) return null
    const { strokes } = kept.steps[kept.present]!
    return strokes.map((stroke) => kept.strokes[stroke]!.points.length / 3)
  }, pad)

/** Waits until that many strokes are kept. */
export const expectKept = (page: Page, strokes: number, pad: 'digit' | 'number' = 'digit') =>
  expect
    .poll(async () => (await keptPoints(page, pad))?.length ?? null, { intervals: [50] })
    .toBe(strokes)
