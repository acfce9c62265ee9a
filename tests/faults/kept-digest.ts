import type { Lab } from '../e2e/lab'

/** Where the newest run of this browser stands, read from its database without the page's own code. */
export interface KeptDigest {
  /** Steps done. */
  readonly step: number
  /** SHA-256 of every weight and all that the optimizer remembers, in the order of their names. */
  readonly digest: string
  /** Test errors after each epoch. */
  readonly testErrors: readonly number[]
}

export const keptDigest = ({ page }: Lab): Promise<KeptDigest> =>
  page.evaluate(async () => {
    const asked = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await asked(indexedDB.open('lenet-lab'))
    const records = await asked(database.transaction('runs').objectStore('runs').getAll())
    database.close()
    const newest = records.toSorted((one, other) => other.saved - one.saved)[0]
    const { checkpoint, evaluations } = newest
    const arrays: [string, Float32Array][] = []
    const collect = (value: object, path: string) => {
      for (const [name, part] of Object.entries(value)) {
        if (part instanceof Float32Array) arrays.push([`${path}/${name}`, part])
        else if (typeof part === 'object' && part !== null) collect(part, `${path}/${name}`)
      }
    }
    collect({ weights: checkpoint.weights, optimizer: checkpoint.optimizer }, '')
    arrays.sort(([one], [other]) => (one < other ? -1 : 1))
    const bytes = await new Blob(arrays.map(([, values]) => values.slice())).arrayBuffer()
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return {
      step: checkpoint.step,
      digest: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      testErrors: evaluations.map(({ testError }: { testError: number }) => testError),
    }
  })
