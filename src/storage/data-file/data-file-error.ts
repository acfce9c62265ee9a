/** Why a file of one's data was not taken. */
export const DATA_FILE_TROUBLES = [
  'tooLarge',
  'notData',
  'newer',
  'damaged',
  'tooManyCorrections',
  'tooManyRuns',
  'notKept',
] as const
export type DataFileTrouble = (typeof DATA_FILE_TROUBLES)[number]

/** A file was not taken; everything is as it was. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError'
  readonly reason: DataFileTrouble

  constructor(reason: DataFileTrouble, message: string) {
    super(message)
    this.reason = reason
  }
}
