import { CorrectionFileError, readCorrectionFile } from '../storage/correction-file'
import { readDataFile } from '../storage/data-file/data-file'
import { DataFileError } from '../storage/data-file/data-file-error'
import { buffersIn } from '../storage/data-file/packed'
import { parsePreferences } from '../storage/preferences'
import { soundRecords } from '../storage/sound-records'
import { readWeightsFiles } from '../storage/weights-files/read-weights-files'
import { WeightsFileError } from '../storage/weights-files/weights-file-error'
import type { ParserApi } from './protocol/parser'

/** Reads files that come from anywhere. What is wrong with one is an answer; the rest is thrown. */
export const parser: ParserApi = {
  readWeights: async (files) => {
    try {
      return { kind: 'read', ...(await readWeightsFiles(files)) }
    } catch (error) {
      if (!(error instanceof WeightsFileError)) throw error
      return { kind: 'refused', trouble: error.trouble, detail: error.detail }
    }
  },
  readHand: async (file) => {
    try {
      return { kind: 'read', corrections: [...(await readCorrectionFile(file))] }
    } catch (error) {
      if (!(error instanceof CorrectionFileError)) throw error
      return { kind: 'refused', trouble: error.trouble, place: error.place }
    }
  },
  readData: async (file, to) => {
    try {
      const { records, preferences } = await readDataFile(file)
      const entries = soundRecords(records)
      to.postMessage(entries, [...buffersIn(entries)])
      return { kind: 'read', preferences: parsePreferences(preferences) }
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error
      return { kind: 'refused', trouble: error.reason }
    }
  },
}
