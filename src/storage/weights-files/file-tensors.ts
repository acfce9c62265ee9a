import { densePlaces, fromDense, toDense } from '../../core/network/dense-kernels'
import { inputShape, type Network } from '../../core/network/description'
import { assertWeights, parametersOf, type Weights } from '../../core/network/parameters'
import type { NamedTensor } from '../safetensors'
import { torchNames } from './torch-modules'
import { WeightsFileError } from './weights-file-error'

/** One parameter as PyTorch holds it. */
interface TorchParameter {
  readonly ourName: string
  readonly ourShape: readonly number[]
  readonly name: string
  /** Where a connection table leaves gaps, a dense kernel with zeros: PyTorch has no other. */
  readonly shape: readonly number[]
  toTorch(values: Float32Array): Float32Array
  /** null where values stand for connections that the network has not. */
  fromTorch(values: Float32Array): Float32Array | null
}

/** A network's weights under PyTorch's names, in the order of the data. */
export function torchTensors(network: Network, weights: Weights): readonly NamedTensor[] {
  assertWeights(network, weights)
  return torchParameters(network).map(({ ourName, name, shape, toTorch }) => ({
    name,
    shape,
    values: toTorch(weights[ourName]!),
  }))
}

/**
 * A network's weights from tensors under our names or PyTorch's.
 *
 * @throws {WeightsFileError} Naming the tensor that is missing, foreign, of another shape, not
 *   finite, or that has connections that the network has not.
 */
export function weightsFromTensors(network: Network, tensors: readonly NamedTensor[]): Weights {
  const byName = byUniqueName(tensors)
  const parameters = torchParameters(network)
  const saysOurs = parameters.some(({ ourName }) => byName.has(ourName))
  const weights = parameters.map(({ ourName, ourShape, name, shape, fromTorch }) => {
    const tensor = byName.get(saysOurs ? ourName : name)
    if (tensor === undefined) throw missing(saysOurs ? ourName : name)
    byName.delete(tensor.name)
    assertComputable(tensor)
    if (sameShape(tensor.shape, ourShape)) return [ourName, tensor.values] as const
    assertShape(tensor, shape)
    const values = fromTorch(tensor.values)
    if (values === null) throw foreignStructure(tensor.name)
    return [ourName, values] as const
  })
  const [foreign] = byName.keys()
  if (foreign !== undefined) {
    throw new WeightsFileError('foreign', `${network.variant} has no tensor ${foreign}`, {
      tensor: foreign,
    })
  }
  return Object.fromEntries(weights)
}

/** Tensors by their names. @throws {WeightsFileError} Where two have the same. */
export function byUniqueName(tensors: readonly NamedTensor[]): Map<string, NamedTensor> {
  const byName = new Map<string, NamedTensor>()
  for (const tensor of tensors) {
    if (byName.has(tensor.name)) {
      const message = `tensor ${tensor.name}: is there twice`
      throw new WeightsFileError('damaged', message, { tensor: tensor.name })
    }
    byName.set(tensor.name, tensor)
  }
  return byName
}

/** How many of the tensors have a name and a shape that the network knows. */
export function tensorsKnown(network: Network, tensors: readonly NamedTensor[]): number {
  const parameters = torchParameters(network)
  return tensors.filter((tensor) =>
    parameters.some(
      ({ ourName, ourShape, name, shape }) =>
        (tensor.name === name || tensor.name === ourName) &&
        (sameShape(tensor.shape, shape) || sameShape(tensor.shape, ourShape)),
    ),
  ).length
}

/** @throws {WeightsFileError} */
export function assertShape(tensor: NamedTensor, shape: readonly number[]): void {
  if (sameShape(tensor.shape, shape)) return
  const [needed, got] = [`[${shape.join(', ')}]`, `[${tensor.shape.join(', ')}]`]
  throw new WeightsFileError('shape', `tensor ${tensor.name}: needs ${needed}, got ${got}`, {
    tensor: tensor.name,
    needed,
    got,
  })
}

/**
 * The largest weight taken, either way; trained ones stay below 10. Five layers of such weights, with
 * the sums that LeNet-5 makes, are still finite in float32.
 */
export const LARGEST_WEIGHT = 10_000

/** @throws {WeightsFileError} */
export function assertComputable({ name, values }: NamedTensor): void {
  const far = values.find((value) => Math.abs(value) > LARGEST_WEIGHT && Number.isFinite(value))
  if (far !== undefined) {
    const detail = { tensor: name, most: LARGEST_WEIGHT, got: String(far) }
    const message = `tensor ${name}: values must be within ±${LARGEST_WEIGHT}, got ${far}`
    throw new WeightsFileError('outOfRange', message, detail)
  }
  const at = values.findIndex((value) => !Number.isFinite(value))
  if (at === -1) return
  const got = String(values[at])
  throw new WeightsFileError(
    'notFinite',
    `tensor ${name}: value ${at} must be finite, got ${got}`,
    {
      tensor: name,
      got,
    },
  )
}

export const missing = (tensor: string): WeightsFileError =>
  new WeightsFileError('missing', `needs tensor ${tensor}, got none`, { tensor })

export const foreignStructure = (tensor: string): WeightsFileError =>
  new WeightsFileError('structure', `tensor ${tensor}: has values that the network ties or lacks`, {
    tensor,
  })

const sameShape = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((side, axis) => side === other[axis])

function torchParameters(network: Network): readonly TorchParameter[] {
  const names = torchNames(network)
  return parametersOf(network).map(({ name: ourName, layer: layerName, role, shape }) => {
    const index = network.layers.findIndex(({ name }) => name === layerName)
    const layer = network.layers[index]!
    const same = (values: Float32Array) => values
    const parameter = { ourName, ourShape: shape, name: names.get(ourName)! }
    if (layer.kind !== 'convolution' || role !== 'weight') {
      return { ...parameter, shape, toTorch: same, fromTorch: same }
    }
    const input = inputShape(network, index)
    const places = densePlaces(layer, input, 'pytorch')
    return {
      ...parameter,
      shape: [layer.maps, input.maps, layer.kernel, layer.kernel],
      toTorch: (values) => toDense(places, values),
      fromTorch: (values) => fromDense(places, values),
    }
  })
}
