import * as v from 'valibot'
import type { HAND_FILE_TROUBLES } from '../worker/protocol/parser'
import { type JsonBounds, parseBoundedJson } from './bounded-json'
import { MOST_CORRECTIONS, type NewCorrection, written, writtenCorrection } from './correction'

const FORMAT = 'lenet-lab handwriting'
const VERSION = 1

/** Largest file that is read, in bytes: more than any that is written by hand drawing. */
export const LARGEST_CORRECTION_FILE = 60e6

/** Three numbers a point, and as many points as fit into the largest file. */
const FILE_BOUNDS: JsonBounds = { depth: 8, nodes: 10_000_000 }

const fileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  corrections: v.array(v.unknown()),
})

/** Why a file of handwriting was not taken. */
export type CorrectionFileTrouble = (typeof HAND_FILE_TROUBLES)[number]

export class CorrectionFileError extends Error {
  override readonly name = 'CorrectionFileError'
  readonly trouble: CorrectionFileTrouble
  /** Of `damaged`: the first drawing that cannot be read, 1 for the first. */
  readonly place: number | null

  constructor(trouble: CorrectionFileTrouble, message: string, place: number | null = null) {
    super(message)
    this.trouble = trouble
    this.place = place
  }
}

/** Corrections as the bytes of a JSON file. */
export function writeCorrectionFile(
  corrections: readonly NewCorrection[],
): Uint8Array<ArrayBuffer> {
  const file = { format: FORMAT, version: VERSION, corrections: corrections.map(written) }
  return new TextEncoder().encode(JSON.stringify(file))
}

/**
 * Reads what {@link writeCorrectionFile} wrote; all of it or nothing.
 *
 * @throws {CorrectionFileError} If it is too large or holds too many, is no such file, or a drawing in it is damaged.
 */
export async function readCorrectionFile(
  file: Pick<File, 'size' | 'text'>,
): Promise<readonly NewCorrection[]> {
  if (file.size > LARGEST_CORRECTION_FILE) {
    throw new CorrectionFileError(
      'tooLarge',
      `readCorrectionFile: needs at most ${LARGEST_CORRECTION_FILE} bytes, got ${file.size}`,
    )
  }
  const { corrections } = parsedFile(await file.text())
  if (corrections.length > MOST_CORRECTIONS) {
    const message = `readCorrectionFile: needs at most ${MOST_CORRECTIONS}, got ${corrections.length}`
    throw new CorrectionFileError('tooMany', message)
  }
  return corrections.map((correction, index) => {
    const parsed = v.safeParse(writtenCorrection, correction)
    if (parsed.success) return parsed.output
    const [issue] = parsed.issues
    throw new CorrectionFileError(
      'damaged',
      `readCorrectionFile: corrections[${index}].${v.getDotPath(issue) ?? ''}: ${issue.message}`,
      index + 1,
    )
  })
}

function parsedFile(text: string): v.InferOutput<typeof fileSchema> {
  try {
    return v.parse(fileSchema, parseBoundedJson(text, FILE_BOUNDS))
  } catch (error) {
    throw new CorrectionFileError('notHandwriting', `readCorrectionFile: ${error}`)
  }
}
