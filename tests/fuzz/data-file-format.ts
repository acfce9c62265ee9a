import * as v from 'valibot'
import { initialWeights } from '../../src/core/network/initial-weights'
import { networkOf } from '../../src/core/network/variants'
import { defaultSettings } from '../../src/core/recipe/settings'
import { readDataFile, writeDataFile } from '../../src/storage/data-file/data-file'
import { DataFileError } from '../../src/storage/data-file/data-file-error'
import type { LabDatabase } from '../../src/storage/lab-database'
import { soundRecords } from '../../src/storage/sound-records'
import { storedData } from '../../src/storage/stored-data'
import { initialCheckpoint } from '../../src/training/checkpoint'
import { parser } from '../../src/worker/parser'
import { soundEntries } from '../../src/worker/protocol/stored-data'
import { changesOf, emptyDevice, missing, wordsOf } from './device'
import { accepted, type FuzzFormat, type Outcome, refused } from './format'
import { mutatedBytes } from './mutate-bytes'
import { mutatedRecord, nudgedRecord } from './mutate-json'

const NETWORK = { variant: 'pytorch', activation: 'relu' } as const
const WEIGHTS = initialWeights(networkOf('pytorch'), 7)
const MARK = { step: 3, epoch: 1, images: 384, loss: 2.25 }
const PAD = {
  images: [],
  strokes: [{ tool: 'pen', width: 18, points: Float64Array.of(1, 2, 0.5) }],
  steps: [{ image: null, strokes: [0] }],
  present: 0,
  knownLabel: null,
}
const FILE = {
  made: 1_795_000_000_000,
  preferences: { theme: 'dark' },
  records: {
    corrections: [
      {
        id: 1,
        label: 7,
        made: 5,
        image: null,
        strokes: [{ tool: 'pen', width: 18, points: [[1, 2, 0.5]] }],
      },
    ],
    drawings: [{ tab: '0123456789abcdef', revision: 1, saved: 6, digit: PAD, number: null }],
    weights: [
      {
        variant: 'pytorch',
        saved: 7,
        source: { kind: 'opened', network: NETWORK, file: 'mine', weights: WEIGHTS },
      },
    ],
    runs: [
      {
        id: 1,
        saved: 8,
        checkpoint: { ...initialCheckpoint(defaultSettings('pytorch')), step: 3 },
        engine: { name: 'simd', device: 'none', threads: 2 },
        epoch: 1,
        images: 384,
        totalImages: 275_000,
        curve: [{ images: 384, loss: 2.25, error: 0.9, learningRate: 0.002 }],
        evaluations: [],
        frames: [MARK],
      },
    ],
    frames: [{ run: 1, step: 3, weights: WEIGHTS }],
  },
}
const WHOLE = await writeDataFile(FILE)
/** Of its head, where the digest stands: zeros say that there is none. */
const DIGEST = { from: 16, to: 48 } as const
/** The head and the JSON; behind it are only the values of arrays. */
const TOLD = DIGEST.to + new DataView(WHOLE.buffer).getUint32(12, true)

/** A device on which another drawing, run and correction are kept; made anew once a file was added. */
let device: { readonly database: LabDatabase; readonly before: ReadonlySet<string> } | null = null

async function filledDevice() {
  const database = emptyDevice()
  const { corrections, runs } = FILE.records
  const own = { corrections: [{ ...corrections[0], made: 99 }], runs: [{ ...runs[0], saved: 98 }] }
  await storedData(database).add(soundRecords(own))
  return { database, before: await wordsOf(database) }
}

/** Reads a file and adds it, as the parser and the storage worker do one after the other. */
async function taken(file: Blob): Promise<Outcome> {
  device ??= await filledDevice()
  const { database, before } = device
  let sent: unknown = null
  const to = {
    postMessage: (message: unknown) => {
      sent = message
    },
  }
  const answer = await parser.readData(file, to as MessagePort) // it only posts
  if (answer.kind === 'refused') {
    const findings = changesOf(before, await wordsOf(database))
    return refused(sent === null ? findings : [...findings, { kind: 'stateChanged', what: 'sent' }])
  }
  try {
    await storedData(database).add(v.parse(soundEntries, sent))
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error
    return refused(changesOf(before, await wordsOf(database)))
  }
  const after = await wordsOf(database)
  device = null
  return accepted(await unsoundness(database, before, after))
}

/** What is wrong with a device to which a file was added. */
async function unsoundness(
  database: LabDatabase,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): Promise<readonly string[]> {
  const data = storedData(database)
  const records = await data.records()
  const sound = Object.values(records).reduce((sum, kept) => sum + kept.length, 0)
  const written = await writeDataFile({ ...FILE, records })
  const again = await readDataFile(new Blob([written]))
  const twice = await writeDataFile(again)
  return [
    ...missing(before, after).map((what) => `what was there is gone: ${what}`),
    ...(sound === after.size ? [] : [`${after.size - sound} records make no sense`]),
    ...(Buffer.from(twice).equals(written) ? [] : ['written again it is another']),
  ]
}

/** Everything that one has on a device: read, counted, parsed and added as the page does it. */
export const dataFileFormat: FuzzFormat = {
  name: 'all data',
  prepare: (random) => {
    const isRecord = random() < 0.4
    const changed = random() < 0.2 ? nudgedRecord(random, FILE) : mutatedRecord(random, FILE)
    const isSigned = random() < 0.2
    const bytes = mutatedBytes(random, WHOLE, TOLD, WHOLE)
    return async () => {
      // A file that its own program wrote from records that make no sense, or one changed later.
      // What is nested too deeply to be written is no file.
      const write = () => writeDataFile(changed as typeof FILE).catch(() => bytes)
      const file = isRecord ? await write() : bytes
      if (!isSigned && file.length >= DIGEST.to) file.fill(0, DIGEST.from, DIGEST.to)
      return taken(new Blob([file]))
    }
  },
}
