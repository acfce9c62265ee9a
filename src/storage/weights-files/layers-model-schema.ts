import * as v from 'valibot'
import { parseBoundedJson } from '../bounded-json'
import { DESCRIPTION_BOUNDS, MOST_BYTES, type NamedTensor } from '../safetensors'
import { joinedBytes } from './joined-bytes'
import { WeightsFileError } from './weights-file-error'

/** The largest `model.json` read, in bytes; a LeNet-5's has five thousand. */
export const MOST_MODEL_BYTES = 200_000
const MOST_LAYERS = 100
/** Of a float32. */
const BYTES = 4

const words = v.record(v.string(), v.unknown())
const layerSchema = v.object({ class_name: v.string(), config: words })
const layerList = v.array(layerSchema)
const sequentialSchema = v.object({
  class_name: v.string(),
  config: v.union([
    v.object({ layers: layerList }),
    v.pipe(
      layerList,
      v.transform((layers) => ({ layers })),
    ),
  ]),
})
const arraySchema = v.object({
  name: v.string(),
  shape: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(8)),
  dtype: v.string(),
  quantization: v.optional(v.object({ dtype: v.string() })),
})
const groupSchema = v.object({
  paths: v.array(v.string()),
  weights: v.array(arraySchema),
})
const modelSchema = v.object({
  // Models that were converted from Keras have one level more.
  modelTopology: v.union([
    sequentialSchema,
    v.pipe(
      v.object({ model_config: sequentialSchema }),
      v.transform(({ model_config }) => model_config),
    ),
  ]),
  weightsManifest: v.array(groupSchema),
  userDefinedMetadata: v.optional(
    v.object({ rubbish_logit: v.optional(v.unknown()), c3: v.optional(v.string()) }),
  ),
})

export type FileLayer = v.InferOutput<typeof layerSchema>
type WeightsGroup = v.InferOutput<typeof groupSchema>

export interface LayersModel {
  /** Whether the network has learnt what is no digit; only files of ours tell. */
  readonly rubbish: boolean
  /** The connection table of C3; undefined where the file tells none. */
  readonly c3: string | undefined
  readonly layers: readonly FileLayer[]
  readonly groups: readonly WeightsGroup[]
}

/** @throws {WeightsFileError} If the bytes describe no sequential layers model. */
export function parseLayersModel(bytes: ArrayBuffer): LayersModel {
  let model: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    model = parseBoundedJson(text, DESCRIPTION_BOUNDS)
  } catch (error) {
    throw new WeightsFileError('notWeights', `is no JSON that is read here: ${error}`)
  }
  const parsed = v.safeParse(modelSchema, model)
  if (!parsed.success) throw new WeightsFileError('notWeights', v.summarize(parsed.issues))
  const { modelTopology, weightsManifest } = parsed.output
  const { class_name: got, config } = modelTopology
  if (got !== 'Sequential') {
    const detail = { layer: got, needed: 'Sequential', got }
    throw new WeightsFileError('layer', `model: needs Sequential, got ${got}`, detail)
  }
  const { c3, ...metadata } = parsed.output.userDefinedMetadata ?? {}
  const binaries = weightsManifest.reduce((sum, { paths }) => sum + paths.length, 0)
  const arrays = weightsManifest.reduce((sum, { weights }) => sum + weights.length, 0)
  if (Math.max(binaries, arrays, config.layers.length) > MOST_LAYERS) {
    const message = `needs at most ${MOST_LAYERS} layers, arrays and files, got more`
    throw new WeightsFileError('manyLayers', message)
  }
  return {
    layers: config.layers,
    groups: weightsManifest,
    rubbish: 'rubbish_logit' in metadata,
    c3,
  }
}

/** Files that the model's weights lie in, by their name alone. */
export const binaryNames = ({ groups }: LayersModel): readonly string[] =>
  groups.flatMap(({ paths }) => paths.map(baseName))

/**
 * The arrays of the model, float32.
 *
 * @param binaries - Contents of {@link binaryNames}.
 * @throws {WeightsFileError} Naming the array that is of another type or not all there.
 */
export function arraysOf(
  { groups }: LayersModel,
  binaries: ReadonlyMap<string, ArrayBuffer>,
): readonly NamedTensor[] {
  assertTogetherSmall(groups, binaries)
  return groups.flatMap(({ paths, weights }) => {
    const parts = paths.map((path) => new Uint8Array(binaries.get(baseName(path))!))
    const bytes = joinedBytes(parts)
    let begin = 0
    const tensors = weights.map(({ name, shape, dtype, quantization }) => {
      const got = quantization?.dtype ?? dtype
      if (got !== 'float32') {
        const detail = { tensor: name, needed: 'float32', got }
        throw new WeightsFileError('dtype', `tensor ${name}: needs float32, got ${got}`, detail)
      }
      const end = begin + shape.reduce((product, side) => product * side, BYTES)
      if (end > bytes.byteLength) {
        const asked = `needs data up to ${end}, got ${bytes.byteLength} bytes`
        throw new WeightsFileError('damaged', `tensor ${name}: ${asked}`, { tensor: name })
      }
      const values = new Float32Array(bytes.slice(begin, end).buffer)
      begin = end
      return { name, shape, values }
    })
    if (begin !== bytes.byteLength) {
      const has = `weights fill ${begin} bytes, the files have ${bytes.byteLength}`
      throw new WeightsFileError('damaged', has)
    }
    return tensors
  })
}

/** A manifest may name the same file many times. @throws {WeightsFileError} */
function assertTogetherSmall(
  groups: readonly WeightsGroup[],
  binaries: ReadonlyMap<string, ArrayBuffer>,
): void {
  const bytes = groups
    .flatMap(({ paths }) => paths)
    .reduce((sum, path) => sum + binaries.get(baseName(path))!.byteLength, 0)
  if (bytes <= MOST_BYTES) return
  const message = `needs at most ${MOST_BYTES} bytes of weights, got ${bytes}`
  throw new WeightsFileError('tooLarge', message, { megabytes: MOST_BYTES / 1e6 })
}

/** A path's last part: a browser gives chosen files no folder. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
