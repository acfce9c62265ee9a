import { networkOf } from '../core/network/variants'
import type { NamedFile, WeightsFormat } from '../storage/weights-files/weights-files'
import type { TroubleDetail, WeightsFileTrouble } from '../worker/protocol/parser'
import type { LabPorts } from './lab-ports'
import type { LabSlice, LabState } from './lab-store'
import { answeringWeights } from './network-slice'
import { isActive } from './training-slice'

export { WEIGHTS_FORMATS, type WeightsFormat } from '../storage/weights-files/weights-files'

/** A file that was not taken; everything else is as it was. */
export interface WeightsFileFailure {
  /** The name of the file, or of the first of several. */
  readonly file: string
  /** A trouble of the file's, `running` where a run is on, or why it was not looked at. */
  readonly trouble: WeightsFileTrouble | 'running' | 'tooSlow' | 'unreadable'
  readonly detail: TroubleDetail
}

export interface WeightsFilesSlice {
  readonly weightsFileFailure: WeightsFileFailure | null
  weightsFileFailureDismissed(): void
  /** Answers from the weights in these files, chosen or dropped together. */
  weightsFilesOpened(files: readonly File[]): Promise<void>
  /** The weights that answer, as files; none where there are none. */
  weightsFilesWritten(format: WeightsFormat): Promise<readonly NamedFile[]>
  /** A program that reads the safetensors file of the weights that answer. */
  pythonSnippetWritten(): Promise<string>
}

/** Whether the weights that answer can be written into files. */
export const weightsAreWritable = (state: LabState): boolean => answeringWeights(state) !== null

/** Whether a file's name says that weights may be in it. */
export const isWeightsFile = ({ name }: { readonly name: string }): boolean =>
  /\.(safetensors|json|bin)$/i.test(name)

const networkOn = ({ network }: LabState) => networkOf(network.variant, network.activation, network)

/** Code that reads and writes files is loaded when first needed. */
export const createWeightsFilesSlice =
  ({ openFileParser }: LabPorts): LabSlice<WeightsFilesSlice> =>
  (set, get) => ({
    weightsFileFailure: null,
    weightsFileFailureDismissed: () => set({ weightsFileFailure: null }),
    weightsFilesOpened: async (files) => {
      const fail = (trouble: WeightsFileFailure['trouble'], detail: TroubleDetail = {}) =>
        set({ weightsFileFailure: { file: files[0]?.name ?? '', trouble, detail } })
      try {
        const answer = await (await openFileParser()).readWeights(files)
        if (answer.kind === 'refused') {
          fail(answer.trouble, answer.detail)
          return
        }
        if (answer.kind === 'tooSlow') {
          fail('tooSlow')
          return
        }
        const { kind: _, file, weights, ...network } = answer
        if (isActive(get().phase)) {
          fail('running')
          return
        }
        set({ weightsFileFailure: null })
        get().weightsOpened(file, network, weights)
        get().noticeGiven('info', 'weightsOpened', { file })
      } catch {
        fail('unreadable')
      }
    },
    weightsFilesWritten: async (format) => {
      const { writeWeightsFiles } = await import('../storage/weights-files/write-weights-files')
      const weights = answeringWeights(get())
      return weights === null ? [] : writeWeightsFiles(networkOn(get()), weights, format)
    },
    pythonSnippetWritten: async () => {
      const { pythonSnippet } = await import('../storage/weights-files/python-snippet')
      return pythonSnippet(networkOn(get()))
    },
  })
