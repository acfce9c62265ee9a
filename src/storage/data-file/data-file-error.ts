import type { DATA_FILE_TROUBLES } from '../../worker/protocol/parser'

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
