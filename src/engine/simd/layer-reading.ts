import { type Network, valuesPerImage } from '../../core/network/description'
import type { LayerValues } from '../../core/network/forward'
import { floatsAt } from './arena'
import { type Address, LANES, VECTOR_BYTES } from './kernels'
import type { NetworkProgram } from './network-program'
import { groupBytes } from './stage'

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT

/**
 * Empty values of `n` images, to be filled block by block. They share one buffer: to allocate one for
 * each takes longer than to compute an image.
 */
export function emptyLayers(network: Network, n: number): LayerValues[] {
  const sizes = network.layers.map((layer) => n * valuesPerImage(layer))
  const all = new Float32Array(sizes.reduce((sum, size) => sum + 2 * size, 0))
  let from = 0
  const take = (size: number): Float32Array => {
    from += size
    return all.subarray(from - size, from)
  }
  return network.layers.map(({ name, maps, side }, index) => ({
    name,
    maps,
    side,
    pre: take(sizes[index]!),
    post: take(sizes[index]!),
  }))
}

/** Whether values are those of `n` images in a network. */
export function layersFit(network: Network, n: number, layers: readonly LayerValues[]): boolean {
  return (
    layers.length === network.layers.length &&
    network.layers.every((layer, index) => {
      const { name, maps, side, pre, post } = layers[index]!
      const size = n * valuesPerImage(layer)
      const isOf = name === layer.name && maps === layer.maps && side === layer.side
      return isOf && pre.length === size && post.length === size
    })
  )
}

/**
 * Copies every layer of the block that was computed last to where its images lie in `layers`.
 *
 * @param width - As given to `forward`.
 * @param from - The block's first image.
 * @param count - Its images; what lies beyond them is padding.
 */
export function readLayers(
  program: NetworkProgram,
  layers: readonly LayerValues[],
  width: number,
  from: number,
  count: number,
): void {
  const { mapStages, denseStages } = program.stages
  mapStages.forEach(({ maps }, index) => {
    const at = (base: Address) => (group: number) => base + group * groupBytes(maps)
    const { pre, post } = layers[index]!
    const copy = { program, vectors: maps.vectors, apart: VECTOR_BYTES, from, count }
    copyValues({ ...copy, at: at(maps.sums), values: pre })
    copyValues({ ...copy, at: at(maps.values), values: post })
  })
  denseStages.forEach(({ units }, index) => {
    const at = (base: Address) => (group: number) => base + group * VECTOR_BYTES
    const { pre, post } = layers[mapStages.length + index]!
    const copy = { program, vectors: units.units, apart: width * FLOAT_BYTES, from, count }
    copyValues({ ...copy, at: at(units.sums), values: pre })
    copyValues({ ...copy, at: at(units.values), values: post })
  })
}

/** Copies the logits of the block that was computed last, as {@link readLayers} copies layers. */
export function readLogits(
  program: NetworkProgram,
  logits: Float32Array,
  width: number,
  from: number,
  count: number,
): void {
  const { values, units } = program.stages.denseStages.at(-1)!.units
  const at = (group: number) => values + group * VECTOR_BYTES
  const apart = width * FLOAT_BYTES
  copyValues({ program, at, apart, vectors: units, values: logits, from, count })
}

interface Copy {
  readonly program: NetworkProgram
  /** Where a group's first vector lies. */
  readonly at: (group: number) => Address
  /** Bytes from one vector to the next. */
  readonly apart: number
  readonly vectors: number
  readonly values: Float32Array
  readonly from: number
  readonly count: number
}

/** Copies `[vectors][4]` of each group into `[n][vectors]`. */
function copyValues({ program, at, apart, vectors, values, from, count }: Copy): void {
  const { kernels, splitValues } = program
  const imageBytes = vectors * FLOAT_BYTES
  for (let group = 0; group * LANES < count; group++) {
    const to = splitValues + group * LANES * imageBytes
    kernels.splitImages(at(group), apart, to, imageBytes, vectors)
  }
  values.set(floatsAt(kernels, splitValues, count * vectors), from * vectors)
}
