import * as v from 'valibot'
import { oneOf } from '../../src/core/chance'
import { BRUSH_WIDTHS, type Drawing } from '../../src/core/ink/drawing'
import { drawingFromPenStrokes } from '../../src/core/ink/pen-strokes'
import {
  keptCorrection,
  type NewCorrection,
  written,
  writtenCorrection,
} from '../../src/storage/correction'
import { writeCorrectionFile } from '../../src/storage/correction-file'
import { correctionShelf } from '../../src/storage/correction-shelf'
import type { LabState } from '../../src/store/lab-store'
import { openLab } from '../unit/store/lab-ports-double'
import { accepted, type Finding, type FuzzFormat, type Outcome, refused } from './format'
import { changesBetween, fuzzedLab } from './lab'
import { mutatedBytes } from './mutate-bytes'
import { mutatedJson } from './mutate-json'
import { databaseOf } from './record-database'

const pen = (...coordinates: readonly number[][]): Drawing =>
  drawingFromPenStrokes(coordinates, BRUSH_WIDTHS.medium)

const CORRECTIONS: readonly NewCorrection[] = [
  { label: 7, made: 1_764_000_000_123, drawing: pen([0, 0, 8, 0, 4, 14], [1, 7, 7, 7]) },
  { label: 10, made: 0, drawing: pen([0, 0, 3, 9, 5, 2]) },
  {
    label: 0,
    made: 8.64e15,
    drawing: {
      image: { side: 4, ink: Float32Array.from({ length: 16 }, (_, at) => at / 15) },
      strokes: [{ tool: 'eraser', width: 28.8, points: [{ x: -3, y: 281.5, pressure: 1 }] }],
    },
  },
]

const FILES = [
  writeCorrectionFile(CORRECTIONS),
  writeCorrectionFile(CORRECTIONS.slice(0, 1)),
  writeCorrectionFile([]),
]

const lab = await fuzzedLab()

async function opened(file: File): Promise<Outcome> {
  const { store, rethrow } = lab
  await store.getState().correctionsCleared()
  store.getState().handFileFailureDismissed()
  const before = store.getState()
  await before.correctionsRead(file)
  rethrow()
  const after = store.getState()
  if (after.handFileFailure !== null) return refused(changesBetween(before, after))
  return accepted(unsoundness(after))
}

const unsoundness = ({ corrections }: LabState): readonly string[] =>
  corrections
    .filter((correction) => !v.is(writtenCorrection, written(correction)))
    .map(({ id }) => `correction ${id}, written again, is refused`)

export const handFormat: FuzzFormat = {
  name: 'handwriting file',
  prepare: (random) => {
    const file = oneOf(random, FILES)
    const bytes =
      random() < 0.6
        ? new TextEncoder().encode(mutatedJson(random, JSON.parse(new TextDecoder().decode(file))))
        : mutatedBytes(random, file, file.length, oneOf(random, FILES))
    return () => opened(new File([bytes], 'hand.json'))
  },
}

const RECORDS = CORRECTIONS.map((correction, index) => ({ ...written(correction), id: index + 1 }))

/** Records are JSON all through; another program of this origin may have changed them. */
export const keptCorrectionFormat: FuzzFormat = {
  name: 'kept correction',
  prepare: (random) => {
    const text = mutatedJson(random, oneOf(random, RECORDS))
    return async () => {
      const record = parsed(text)
      const { corrections, damaged } = await correctionShelf(databaseOf([record])).all()
      if (corrections.length + damaged !== 1) throw new Error('a record went missing')
      return damaged === 1 ? refused(await changesBy(record)) : accepted(unwritable(corrections))
    }
  },
}

const SOUND = { ...written(CORRECTIONS[0]!), id: 1000 }
let kept: readonly unknown[] = [SOUND]
const keeping = openLab({ openCorrections: async () => correctionShelf(databaseOf(kept)) }).store

/** What becomes of a page that keeps a sound correction once a damaged one lies beside it. */
async function changesBy(record: unknown): Promise<readonly Finding[]> {
  const opened = async (records: readonly unknown[]) => {
    kept = records
    await keeping.getState().correctionsChanged()
    return keeping.getState()
  }
  const before = await opened([SOUND])
  const after = await opened([SOUND, record])
  // They are read anew each time; so is what the weights answer to them.
  const isSame = JSON.stringify(after.corrections) === JSON.stringify(before.corrections)
  return [
    ...changesBetween(before, after, ['corrections', 'handAnswers']),
    ...(isSame ? [] : [{ kind: 'stateChanged', what: 'corrections' } as const]),
  ]
}

const unwritable = (corrections: readonly NewCorrection[]): readonly string[] =>
  corrections
    .filter((correction) => !v.is(keptCorrection, { ...written(correction), id: 1 }))
    .map(() => 'kept again it is refused')

/** What is no JSON cannot be in a database, and counts as one more strange value. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
