import type { TroubleDetail, WeightsFileTrouble } from '../../worker/protocol/parser'

/** The longest name that is repeated back. */
const SHOWN_CHARACTERS = 60

/** Thrown for a file from which no network's weights can be taken. */
export class WeightsFileError extends Error {
  override readonly name = 'WeightsFileError'
  readonly trouble: WeightsFileTrouble
  readonly detail: TroubleDetail

  /** @param message - For programmers; names the tensor where there is one. */
  constructor(trouble: WeightsFileTrouble, message: string, detail: TroubleDetail = {}) {
    super(message)
    this.trouble = trouble
    this.detail = Object.fromEntries(
      Object.entries(detail).map(([key, value]) => [
        key,
        typeof value === 'string' ? value.slice(0, SHOWN_CHARACTERS) : value,
      ]),
    )
  }
}
