import { MOST_BYTES } from '../safetensors'
import { binaryNames, MOST_MODEL_BYTES, parseLayersModel } from './layers-model-schema'
import { readLayersModelWeights } from './read-layers-model'
import { readSafetensorsWeights } from './safetensors-weights'
import { WeightsFileError } from './weights-file-error'
import type { FileWeights } from './weights-files'

/** What of a browser's File is read. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>

/** Weights, and the name of the file that they came from. */
export interface OpenedWeights extends FileWeights {
  readonly file: string
}

/**
 * Reads weights from a safetensors file, or from a TensorFlow.js layers model and the binary files
 * that it names.
 *
 * @param files - All that were chosen together.
 * @throws {WeightsFileError} Naming the file, layer or tensor that is wrong.
 */
export async function readWeightsFiles(files: readonly ChosenFile[]): Promise<OpenedWeights> {
  const model = files.find(({ name }) => /\.json$/i.test(name))
  if (model !== undefined) return { file: model.name, ...(await readModel(model, files)) }
  const [file] = files.filter(({ name }) => !/\.bin$/i.test(name))
  if (file === undefined) {
    const got = files[0]?.name ?? ''
    throw new WeightsFileError('noBinary', `needs the model's .json with ${got}`, {
      file: 'model.json',
    })
  }
  return { file: file.name, ...readSafetensorsWeights(await bytesOf(file, MOST_BYTES)) }
}

async function readModel(model: ChosenFile, files: readonly ChosenFile[]): Promise<FileWeights> {
  const description = parseLayersModel(await bytesOf(model, MOST_MODEL_BYTES))
  const binaries = new Map<string, ArrayBuffer>()
  for (const name of binaryNames(description)) {
    const file = files.find((candidate) => candidate.name === name)
    if (file === undefined) {
      throw new WeightsFileError('noBinary', `needs ${name} beside ${model.name}`, { file: name })
    }
    binaries.set(name, await bytesOf(file, MOST_BYTES))
  }
  return readLayersModelWeights(description, binaries)
}

/** A file's contents, if it is small enough to be one of ours. */
async function bytesOf(file: ChosenFile, most: number): Promise<ArrayBuffer> {
  if (file.size > most) {
    const megabytes = most / 1e6
    throw new WeightsFileError('tooLarge', `needs at most ${most} bytes, got ${file.size}`, {
      megabytes,
    })
  }
  return file.arrayBuffer()
}
