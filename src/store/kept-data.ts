import { DataFileError, type DataFileTrouble } from '../storage/data-file/data-file-error'
import { leftDrawings } from '../storage/left-drawings'
import {
  forgetPreferences,
  loadPreferences,
  type OpenStorage,
  parsePreferences,
  savePreferences,
} from '../storage/preferences'
import { openShelves } from '../storage/shelves'
import parserUrl from '../worker/parser.worker?worker&url'
import { createFileParser } from '../worker/parser-client'
import { ownScript } from '../worker/protocol/own-script'
import { DATA_FILE_TROUBLES } from '../worker/protocol/parser'
import type { DataAdded, StoreName, StoreSize } from '../worker/protocol/stored-data'
import { STORES } from '../worker/protocol/stored-data'
import workerUrl from '../worker/stored-data.worker?worker&url'
import { createStoredDataClient } from '../worker/stored-data-client'
import type { LabStore } from './lab-store'

export type { DataAdded, StoreName, StoreSize } from '../worker/protocol/stored-data'

/** Everything that is kept on this device, while someone looks at it. */
export interface KeptData {
  sizes(): Promise<readonly StoreSize[]>
  /** Everything as the bytes of one file. */
  written(): Promise<Uint8Array<ArrayBuffer>>
  /** Adds what a file has beside what is there. @throws Then all is as it was; `troubleOf` tells why. */
  read(file: Blob): Promise<DataAdded>
  /** Removes one kind of records, or everything; what is on the page stays there. */
  clear(store: StoreName | 'all'): Promise<void>
  dispose(): void
}

export function openKeptData(lab: LabStore): KeptData {
  const worker = (url: string, name: string) => () =>
    new Worker(ownScript(url), { type: 'module', name })
  const client = createStoredDataClient(worker(workerUrl, 'stored-data'))
  const parser = createFileParser(worker(parserUrl, 'parser'))
  const open: OpenStorage = () => localStorage
  const changed = async () => {
    openShelves().weights.tellOthers()
    await Promise.all([lab.getState().correctionsChanged(), lab.getState().keptRunsChanged()])
  }
  return {
    sizes: () => client.sizes(),
    written: () => client.write(loadPreferences(open), Date.now()),
    read: async (file) => {
      const { port1: to, port2: from } = new MessageChannel()
      const answer = await parser.readData(file, to)
      if (answer.kind !== 'read') {
        throw new DataFileError(answer.kind === 'tooSlow' ? 'tooSlow' : answer.trouble, 'read')
      }
      const added = await client.add(from)
      // What this device remembers stays; the rest holds from the next visit on.
      savePreferences(open, { ...parsePreferences(answer.preferences), ...loadPreferences(open) })
      await changed()
      return added
    },
    clear: async (store) => {
      for (const name of store === 'all' ? STORES : [store]) await client.clear(name)
      if (store === 'all' || store === 'drawings') leftDrawings(() => localStorage).clear()
      if (store === 'all') forgetPreferences(open)
      await changed()
    },
    dispose: () => client.dispose(),
  }
}

/** Why a file was not taken, in one word. */
export function troubleOf(error: unknown): DataFileTrouble | 'unreadable' {
  const reason = error instanceof Error && 'reason' in error ? error.reason : null
  return DATA_FILE_TROUBLES.find((trouble) => trouble === reason) ?? 'unreadable'
}
