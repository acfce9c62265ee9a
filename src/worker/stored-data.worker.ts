import { expose, transfer } from 'comlink'
import { readDataFile, writeDataFile } from '../storage/data-file/data-file'
import { DataFileError } from '../storage/data-file/data-file-error'
import { labDatabase } from '../storage/lab-database'
import { storedData } from '../storage/stored-data'
import type { StoredDataApi } from './protocol/stored-data'
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
  read: async (file) => {
    const { records, preferences } = await readDataFile(file)
    try {
      return { added: await data.add(records), preferences }
    } catch (error) {
      if (error instanceof DataFileError) throw error
      throw new DataFileError('notKept', `read: ${error}`)
    }
  },
}
expose(api)
