import { readDataFile, writeDataFile } from '../../src/storage/data-file/data-file'
import { DataFileError } from '../../src/storage/data-file/data-file-error'
import { accepted, type FuzzFormat, refused } from './format'
import { mutatedBytes } from './mutate-bytes'
import { mutatedRecord } from './mutate-json'

const FILE = {
  made: 1_795_000_000_000,
  preferences: { theme: 'dark' },
  records: {
    corrections: [
      { id: 1, label: 7, strokes: [{ tool: 'pen', width: 18, points: [[1, 2, 0.5]] }] },
    ],
    runs: [{ id: 1, saved: 3, weights: { 'C1.bias': Float32Array.of(1, 2, 3) } }],
  },
}
const WHOLE = await writeDataFile(FILE)
/** Of its head, where the digest stands: zeros say that there is none. */
const DIGEST = { from: 16, to: 48 } as const

/** Its records are parsed by whoever keeps them: the formats of kept things are cases of their own. */
export const dataFileFormat: FuzzFormat = {
  name: 'all data',
  prepare: (random) => {
    const isRecord = random() < 0.4
    const changed = mutatedRecord(random, FILE)
    const isSigned = random() < 0.2
    const bytes = mutatedBytes(random, WHOLE, WHOLE.length, WHOLE)
    return async () => {
      // A file that its own program wrote from records that make no sense, or one changed later.
      // What is nested too deeply to be written is no file.
      const write = () => writeDataFile(changed as typeof FILE).catch(() => bytes)
      const file = isRecord ? await write() : bytes
      if (!isSigned && file.length >= DIGEST.to) file.fill(0, DIGEST.from, DIGEST.to)
      try {
        const read = await readDataFile(new Blob([file]))
        const again = await readDataFile(new Blob([await writeDataFile(read)]))
        const isSame = JSON.stringify(again) === JSON.stringify(read)
        return accepted(isSame ? [] : ['written again it is another'])
      } catch (error) {
        if (error instanceof DataFileError) return refused()
        throw error
      }
    }
  },
}
