import { layerIndex } from '../../core/explain/sight'
import { isUnitOf, type LayerUnit } from '../../core/explain/unit'
import { type ComputedImage, engineValue, type UnitSum, unitSum } from '../../core/explain/unit-sum'
import { inputShape, type Layer, type MapShape, type Network } from '../../core/network/description'
import { networkOf } from '../../core/network/variants'
import type { PadReading } from '../../worker/protocol'
import { isSameUnit } from '../inspect/inspection'

/** A unit of a reading: its sum recomputed, and what the engine made of it. */
export interface Explained {
  readonly network: Network
  readonly layer: Layer
  /** What the layer reads, and its name; the image for C1. */
  readonly input: MapShape
  readonly unit: LayerUnit
  readonly sum: UnitSum
  readonly engine: { readonly sum: number; readonly value: number }
}

/** A reading, as what recomputes takes it. */
export const computedImage = ({ stages, layers }: PadReading): ComputedImage => ({
  image: stages.image.ink,
  layers,
})

const lastOf = new WeakMap<PadReading, Explained>()

/**
 * Explains a unit. All panels of a frame ask for the same unit of the same reading, so the last
 * answer is kept as long as the reading.
 *
 * @returns null without a reading, or where its network has no such unit.
 */
export function explained(reading: PadReading | null, unit: LayerUnit): Explained | null {
  if (reading === null) return null
  const last = lastOf.get(reading)
  if (last !== undefined && isSameUnit(last.unit, unit)) return last
  const { variant, activation } = reading.network
  const network = last?.network ?? networkOf(variant, activation, reading.network)
  const index = layerIndex(network, unit.plane)
  const layer = network.layers[index]!
  if (!isUnitOf(layer, unit)) return null
  const computed = computedImage(reading)
  const found = {
    network,
    layer,
    input: inputShape(network, index),
    unit,
    sum: unitSum(network, reading.weights, computed, unit),
    engine: engineValue(computed, unit),
  }
  lastOf.set(reading, found)
  return found
}
