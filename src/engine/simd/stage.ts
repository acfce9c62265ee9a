import type { Activation, Layer, MapShape } from '../../core/network/description'
import type { Arena } from './arena'
import type { FlatLayout } from './flat-layout'
import { type Address, BLOCK_GROUPS, type Kernels, VECTOR_BYTES } from './kernels'

/** Where parameters, their gradients and what they are summed up in lie. */
export interface ParameterMemory {
  readonly layout: FlatLayout
  /** Flat vectors. */
  readonly weights: Address
  readonly gradient: Address
  /** One vector for each parameter of the map layers, whose lanes are added up once a batch. */
  readonly laneSums: Address
}

/** Values that lie `[group][maps][side][side][4]`, of up to four groups of four images. */
export interface Maps extends MapShape {
  /** Vectors of one group. */
  readonly vectors: number
  /** Before the activation; written only where someone wants to see them. */
  readonly sums: Address
  readonly values: Address
  /** Gradient by the values, then by the sums, of one group alone. */
  readonly gradient: Address
  /** For each group and row where values other than 0 begin, and where they end. */
  readonly spans: Address
}

/** A layer of maps as kernel calls, for one group of four images at a time. */
export interface MapStage {
  readonly layer: Layer
  readonly maps: Maps
  /** @param keepsSums - Whether `sums` are wanted beside `values`. */
  forward(group: number, keepsSums: boolean): void
  /** From the gradient by this layer's values to that by its parameters and by what it read. */
  backward(group: number): void
}

/** What a stage is made from. */
export interface StageParts {
  readonly kernels: Kernels
  readonly arena: Arena
  readonly parameters: ParameterMemory
}

/** The numbers that the kernels know activations by. */
export const ACTIVATION_CODES: Readonly<Record<Activation, number>> = {
  identity: 0,
  relu: 1,
  tanh: 2,
  sigmoid: 3,
  scaledTanh: 4,
}

export const groupBytes = ({ vectors }: Maps): number => vectors * VECTOR_BYTES
export const spanBytes = ({ side }: MapShape): number => side * 2 * Uint32Array.BYTES_PER_ELEMENT

/** Room for a layer of maps, or for the input, whose ink the first stage finds. */
export function mapsIn(arena: Arena, { maps, side }: MapShape): Maps {
  const vectors = maps * side * side
  const bytes = vectors * VECTOR_BYTES
  const wholeRows = Array.from({ length: BLOCK_GROUPS * side }, () => [0, side]).flat()
  return {
    maps,
    side,
    vectors,
    sums: arena.bytes(BLOCK_GROUPS * bytes),
    values: arena.bytes(BLOCK_GROUPS * bytes),
    gradient: arena.bytes(bytes),
    spans: arena.table(wholeRows),
  }
}
