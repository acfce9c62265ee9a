import * as v from 'valibot'
import { MOST_CORRECTIONS, type NewCorrection, written, writtenCorrection } from './correction'

const FORMAT = 'lenet-lab handwriting'
const VERSION = 1

/** Largest file that is read, in bytes: more than any that is written by hand drawing. */
export const LARGEST_CORRECTION_FILE = 60e6

const fileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  corrections: v.pipe(v.array(v.unknown()), v.maxLength(MOST_CORRECTIONS)),
})

/** Why a file of handwriting was not taken. */
export type CorrectionFileTrouble = 'tooLarge' | 'notHandwriting' | 'damaged'

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
 * @throws {CorrectionFileError} If it is too large, no such file, or a drawing in it is damaged.
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
    return v.parse(fileSchema, JSON.parse(text))
  } catch (error) {
    throw new CorrectionFileError('notHandwriting', `readCorrectionFile: ${error}`)
  }
}
