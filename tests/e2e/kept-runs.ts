import type { Page } from '@playwright/test'

/** The runs that a page's database holds, newest first; their weights and optimizer state as one hash. */
export const keptRuns = (page: Page) =>
  page.evaluate(async () => {
    const opened = indexedDB.open('lenet-lab')
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result)
      opened.onerror = () => reject(opened.error)
    })
    const asked = database.transaction('runs').objectStore('runs').index('saved').getAll()
    interface Arrays {
      readonly [name: string]: Float32Array<ArrayBuffer>
    }
    interface KeptRecord {
      readonly id: number
      readonly images: number
      readonly checkpoint: {
        readonly step: number
        readonly weights: Arrays
        readonly optimizer: { readonly first: Arrays; readonly second: Arrays }
      }
    }
    const records = await new Promise<KeptRecord[]>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
    database.close()
    const hashed = records.toReversed().map(async ({ id, images, checkpoint }) => {
      const { step, weights, optimizer } = checkpoint
      const arrays = [weights, optimizer.first, optimizer.second].flatMap((each) =>
        Object.keys(each)
          .sort()
          .map((name) => each[name]!),
      )
      const digest = await crypto.subtle.digest('SHA-256', await new Blob(arrays).arrayBuffer())
      const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16)).join('')
      return { id, images, step, hash }
    })
    return Promise.all(hashed)
  })
