/**
 * Why a file of MNIST could not be had: the server has none, what came is not what was packed, or
 * nothing came.
 */
export type MnistFault = 'missing' | 'corrupt' | 'offline'

const SENTENCES: Readonly<Record<MnistFault, (file: string) => string>> = {
  missing: (file) => `The MNIST file ${file} is missing on the server.`,
  corrupt: (file) => `The MNIST file ${file} arrived damaged.`,
  offline: (file) => `The MNIST file ${file} could not be downloaded: the server did not answer.`,
}

/** Thrown when a file of MNIST cannot be had; asking for it again tries again. */
export class MnistUnavailableError extends Error {
  override readonly name = 'MnistUnavailableError'
  readonly reason: MnistFault
  readonly file: string

  constructor(reason: MnistFault, file: string, cause?: unknown) {
    super(SENTENCES[reason](file), { cause })
    this.reason = reason
    this.file = file
  }
}
