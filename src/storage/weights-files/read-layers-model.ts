import type { Weights } from '../../core/network/parameters'
import type { NamedTensor } from '../safetensors'
import { bestOf, type Candidate, candidatesOf } from './candidates'
import {
  assertComputable,
  assertShape,
  byUniqueName,
  foreignStructure,
  missing,
} from './file-tensors'
import { arraysOf, type FileLayer, type LayersModel } from './layers-model-schema'
import { type KerasLayer, kerasLayers } from './layers-topology'
import { WeightsFileError } from './weights-file-error'
import type { FileWeights } from './weights-files'

/** Layers that change nothing when a trained network reads. */
const SILENT = new Set(['InputLayer', 'Dropout'])

/**
 * The weights of a TensorFlow.js layers model whose layers are those of a network here, under
 * whatever names. A model of the image's 28×28 centre need not crop it.
 *
 * @param binaries - The files with the weights, by name.
 * @throws {WeightsFileError} Naming the layer or the tensor that does not fit.
 */
export function readLayersModelWeights(
  model: LayersModel,
  binaries: ReadonlyMap<string, ArrayBuffer>,
): FileWeights {
  const layers = withSoftmaxApart(model.layers.filter(({ class_name }) => !SILENT.has(class_name)))
  const wantedOf = ({ network }: Candidate) => {
    const wanted = kerasLayers(network)
    return inputSide(model) === network.input.side
      ? wanted.filter(({ className }) => className !== 'Cropping2D')
      : wanted
  }
  const alike = (candidate: Candidate) => {
    const wanted = wantedOf(candidate)
    const at = wanted.findIndex((layer, index) => differs(layer, layers[index]))
    return at === -1 ? wanted.length : at
  }
  const best = bestOf(candidatesOf(model.c3), alike)
  const wanted = wantedOf(best)
  for (const index of Array(Math.max(wanted.length, layers.length)).keys()) {
    assertLayer(wanted[index], layers[index])
  }
  const { network: _, ...told } = best
  const weights = weightsOf(wanted, layers, arraysOf(model, binaries))
  return { ...told, weights, ...(model.rubbish && { rubbish: true }) }
}

function weightsOf(
  wanted: readonly KerasLayer[],
  layers: readonly FileLayer[],
  arrays: readonly NamedTensor[],
): Weights {
  const byName = byUniqueName(arrays)
  const weights = wanted.flatMap((layer, index) =>
    layer.arrays.flatMap(({ name, shape, parameter, fromKeras }) => {
      const fileName = `${nameOf(layers[index]!)}/${name}`
      const array = byName.get(fileName)
      if (array === undefined) throw missing(fileName)
      byName.delete(fileName)
      assertShape(array, shape)
      assertComputable(array)
      const values = fromKeras(array.values)
      if (values === null) throw foreignStructure(fileName)
      // Keras may hold them scaled.
      assertComputable({ ...array, values })
      return parameter === null ? [] : [[parameter, values] as const]
    }),
  )
  const [foreign] = byName.keys()
  if (foreign !== undefined) {
    throw new WeightsFileError('foreign', `no layer has a tensor ${foreign}`, { tensor: foreign })
  }
  return Object.fromEntries(weights)
}

/** Keras lets the last layer be its own softmax. */
function withSoftmaxApart(layers: readonly FileLayer[]): readonly FileLayer[] {
  const last = layers.at(-1)
  if (last?.config.activation !== 'softmax') return layers
  if (last.class_name === 'Activation') return [...layers.slice(0, -1), SOFTMAX]
  const linear = { ...last, config: { ...last.config, activation: 'linear' } }
  return [...layers.slice(0, -1), linear, SOFTMAX]
}

const SOFTMAX: FileLayer = { class_name: 'Softmax', config: { axis: -1 } }

/** Of words that a layer need not say. */
const KERAS_DEFAULTS: ReadonlyMap<string, unknown> = new Map([['data_format', 'channels_last']])

/** Rows of the image that the model reads; null where it does not say. */
function inputSide({ layers }: LayersModel): unknown {
  const { batch_input_shape: shape, batch_shape } = layers[0]?.config ?? {}
  const sides = shape ?? batch_shape
  return Array.isArray(sides) ? sides[1] : null
}

/** The first word of a layer's configuration that is another than needed; null where none is. */
function differs({ className, config }: KerasLayer, layer: FileLayer | undefined): string | null {
  if (layer?.class_name !== className) return 'class_name'
  const other = Object.entries(config).find(
    ([word, value]) =>
      JSON.stringify(layer.config[word] ?? KERAS_DEFAULTS.get(word)) !== JSON.stringify(value),
  )
  return other?.[0] ?? null
}

function assertLayer(wanted: KerasLayer | undefined, layer: FileLayer | undefined): void {
  const word = wanted === undefined ? 'class_name' : differs(wanted, layer)
  if (word === null) return
  const isClass = word === 'class_name'
  const worded = (value: unknown) => (isClass ? `${value}` : `${word} ${JSON.stringify(value)}`)
  const needed = worded(isClass ? (wanted?.className ?? 'end') : wanted?.config[word])
  const got = worded(isClass ? (layer?.class_name ?? 'end') : layer?.config[word])
  const name = layer === undefined ? (wanted?.name ?? '') : nameOf(layer)
  throw new WeightsFileError('layer', `layer ${name}: needs ${needed}, got ${got}`, {
    layer: name,
    needed,
    got,
  })
}

const nameOf = ({ class_name, config }: FileLayer): string =>
  typeof config.name === 'string' ? config.name : class_name
