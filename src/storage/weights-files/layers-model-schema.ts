import * as v from 'valibot'
import type { NamedTensor } from '../safetensors'
import { joinedBytes } from './joined-bytes'
import { WeightsFileError } from './weights-file-error'

/** The largest `model.json` read, in bytes; a LeNet-5's has five thousand. */
export const MOST_MODEL_BYTES = 200_000
const MOST_LAYERS = 100
/** Of a float32. */
const BYTES = 4

const words = v.record(v.string(), v.unknown())
const layerSchema = v.object({ class_name: v.string(), config: words })
const layerList = v.pipe(v.array(layerSchema), v.maxLength(MOST_LAYERS))
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
  paths: v.pipe(v.array(v.string()), v.maxLength(MOST_LAYERS)),
  weights: v.pipe(v.array(arraySchema), v.maxLength(MOST_LAYERS)),
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
  weightsManifest: v.pipe(v.array(groupSchema), v.maxLength(MOST_LAYERS)),
  userDefinedMetadata: v.optional(v.record(v.string(), v.unknown())),
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

/** @throws {WeightsFileError} If the text describes no sequential layers model. */
export function parseLayersModel(text: string): LayersModel {
  let model: unknown
  try {
    model = JSON.parse(text)
  } catch {
    throw new WeightsFileError('notWeights', 'is not JSON')
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
  return {
    layers: config.layers,
    groups: weightsManifest,
    rubbish: 'rubbish_logit' in metadata,
    c3: c3 === undefined ? undefined : String(c3),
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

/** A path's last part: a browser gives chosen files no folder. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
