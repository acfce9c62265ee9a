import { transfer } from 'comlink'
import * as v from 'valibot'
import { dataAdded, type StoredDataApi, storeSizes } from './protocol/stored-data'
import { linkWorker, type WorkerLink, type WorkerPort } from './worker-link-client'

/** Large runs on a slow device are written in less. */
const PATIENCE = 120_000

export interface StoredDataClient extends StoredDataApi {
  /** Ends the worker; the next call starts another. */
  dispose(): void
}

/** The page's side of what looks after everything that is kept; its worker lives while it is needed. */
export function createStoredDataClient(spawn: () => WorkerPort): StoredDataClient {
  let link: WorkerLink<StoredDataApi> | null = null
  const worker = () => {
    link ??= linkWorker<StoredDataApi>(spawn, () => {
      link = null
    })
    return link
  }
  return {
    sizes: async () =>
      v.parse(storeSizes, await worker().call((remote) => remote.sizes(), PATIENCE)),
    write: (preferences, made) =>
      worker().call((remote) => remote.write(preferences, made), PATIENCE),
    add: async (from) => {
      const added = worker().call((remote) => remote.add(transfer(from, [from])), PATIENCE)
      return v.parse(dataAdded, await added)
    },
    clear: (store) => worker().call((remote) => remote.clear(store), PATIENCE),
    dispose: () => {
      link?.close('not needed any more')
      link = null
    },
  }
}
