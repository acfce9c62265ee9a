/** What can be wrong with a file of weights; the page has a sentence for each. */
export const WEIGHTS_FILE_TROUBLES = [
  'tooLarge',
  'notWeights',
  'damaged',
  'dtype',
  'shape',
  'missing',
  'foreign',
  'notFinite',
  'structure',
  'layer',
  'activation',
  'connections',
  'manyLayers',
  'noBinary',
] as const
export type WeightsFileTrouble = (typeof WEIGHTS_FILE_TROUBLES)[number]

/** Values for the sentence: `tensor`, `layer`, `file`, `needed`, `got`. Shown as text only. */
export type TroubleDetail = Readonly<Record<string, string | number>>

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
