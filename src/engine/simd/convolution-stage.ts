import type { Convolution } from '../../core/network/description'
import { KERNEL_SIDE, VECTOR_BYTES } from './kernels'
import {
  ACTIVATION_CODES,
  groupBytes,
  type MapStage,
  type Maps,
  mapsIn,
  type StageParts,
  spanBytes,
} from './stage'

const KERNEL_WEIGHTS = KERNEL_SIDE ** 2
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT

/** A map, an input that it reads, and which kernel it reads it with. */
interface Link {
  readonly map: number
  readonly input: number
  readonly kernel: number
}

/**
 * A convolution of any connection table.
 *
 * @param input - What it reads.
 * @param isFirst - Whether it reads the network's input, which needs no gradient.
 * @throws {RangeError} For another kernel than the kernels are written for.
 */
export function convolutionStage(
  layer: Convolution,
  input: Maps,
  isFirst: boolean,
  { kernels, arena, parameters }: StageParts,
): MapStage {
  if (layer.kernel !== KERNEL_SIDE) {
    throw new RangeError(
      `convolutionStage: ${layer.name} needs kernels of side ${KERNEL_SIDE}, got ${layer.kernel}`,
    )
  }
  const maps = mapsIn(arena, layer)
  const { side, vectors } = maps
  const code = ACTIVATION_CODES[layer.activation]
  const isRelu = layer.activation === 'relu'
  const weightOffset = parameters.layout.offsetOf(`${layer.name}.weight`)
  const biasOffset = parameters.layout.offsetOf(`${layer.name}.bias`)
  const weights = parameters.weights + weightOffset * FLOAT_BYTES
  const biases = parameters.weights + biasOffset * FLOAT_BYTES
  const kernelSums = parameters.laneSums + weightOffset * VECTOR_BYTES
  const biasSums = parameters.laneSums + biasOffset * VECTOR_BYTES

  const links = linksOf(layer)
  const inputBytes = (input.vectors / input.maps) * VECTOR_BYTES
  const mapBytes = side * side * VECTOR_BYTES
  const forwardLinks = arena.table(
    Array.from({ length: layer.maps }, (_, map) =>
      links.filter((link) => link.map === map),
    ).flatMap((own) => [
      own.length,
      ...own.flatMap((link) => [link.input * inputBytes, kernelAt(link)]),
    ]),
  )
  const byInput = Array.from({ length: input.maps }, (_, i) =>
    links.filter((link) => link.input === i),
  )
  const backwardLinks = arena.table(
    byInput.flatMap((own) => [
      own.length,
      ...own.flatMap((link) => [link.map * mapBytes, kernelAt(link)]),
    ]),
  )
  // Sums that nobody reads, for the partner of a map that has none.
  const waste = arena.bytes(KERNEL_WEIGHTS * VECTOR_BYTES) - kernelSums
  const pairs = byInput
    .flatMap((own) => pairsOf(own))
    .map(([a, b]) => [
      a.input * inputBytes,
      a.map * mapBytes,
      (b ?? a).map * mapBytes,
      a.kernel * KERNEL_WEIGHTS * VECTOR_BYTES,
      b === undefined ? waste : b.kernel * KERNEL_WEIGHTS * VECTOR_BYTES,
    ])
  const pairTable = arena.table(pairs.flat())

  return {
    layer,
    maps,
    forward: (group, keepsSums) => {
      const x = input.values + group * groupBytes(input)
      const spans = input.spans + group * spanBytes(input)
      const values = maps.values + group * groupBytes(maps)
      const sums = keepsSums ? maps.sums + group * groupBytes(maps) : values
      const relu = isRelu && !keepsSums
      kernels.convolve(
        x,
        spans,
        forwardLinks,
        layer.maps,
        weights,
        biases,
        sums,
        side,
        relu ? 1 : 0,
      )
      if (!relu) kernels.activate(code, sums, values, vectors)
    },
    backward: (group) => {
      const x = input.values + group * groupBytes(input)
      const spans = input.spans + group * spanBytes(input)
      const dy = maps.gradient
      kernels.multiplyBySlope(code, maps.values + group * groupBytes(maps), dy, vectors)
      kernels.addMapSums(dy, biasSums, layer.maps, side * side)
      kernels.addKernelGradient(x, spans, dy, pairTable, pairs.length, kernelSums, side)
      if (isFirst) return
      kernels.spreadConvolution(dy, backwardLinks, input.maps, weights, input.gradient, side)
    },
  }
}

function linksOf({ connections }: Convolution): readonly Link[] {
  let kernel = 0
  return connections.flatMap((inputs, map) =>
    inputs.map((input): Link => ({ map, input, kernel: kernel++ })),
  )
}

const kernelAt = ({ kernel }: Link): number => kernel * KERNEL_WEIGHTS * FLOAT_BYTES

/** Links two by two; the last of an odd number has no partner. */
function pairsOf(links: readonly Link[]): (readonly [Link, Link | undefined])[] {
  return links.flatMap((link, i) => (i % 2 === 0 ? [[link, links[i + 1]] as const] : []))
}
