import { expose, transfer } from 'comlink'
import * as v from 'valibot'
import { writeDataFile } from '../storage/data-file/data-file'
import { DataFileError } from '../storage/data-file/data-file-error'
import { labDatabase } from '../storage/lab-database'
import { storedData } from '../storage/stored-data'
import { type StoredDataApi, soundEntries } from './protocol/stored-data'
import { keepErrorReasons } from './protocol/wire-error'

keepErrorReasons()
const data = storedData(labDatabase())
const api: StoredDataApi = {
  sizes: data.sizes,
  clear: data.clear,
  write: async (preferences, made) => {
    const bytes = await writeDataFile({ made, preferences, records: await data.records() })
    return transfer(bytes, [bytes.buffer])
  },
  add: async (from) => {
    const entries = v.parse(soundEntries, await received(from))
    try {
      return await data.add(entries)
    } catch (error) {
      if (error instanceof DataFileError) throw error
      throw new DataFileError('notKept', `add: ${error}`)
    }
  },
}
expose(api)

/** The one message of a port, which was sent already. */
const received = (from: MessagePort): Promise<unknown> =>
  new Promise((resolve, reject) => {
    from.onmessage = ({ data: message }: MessageEvent<unknown>) => {
      from.close()
      resolve(message)
    }
    from.onmessageerror = () => reject(new Error('received: the records cannot be read'))
  })
