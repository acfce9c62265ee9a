import type { Layer, Network } from '../../core/network/description'
import type { ActivationSide } from '../../store/view-slice'
import type { Reading } from '../../worker/protocol'
import { largestMagnitude } from './signed-colours'

/** What a layer's maps show of a reading; null where it is of another network, or there is none. */
export function shownValues(
  reading: Reading | null,
  layer: Layer,
  side: ActivationSide,
): Float32Array | null {
  const values = reading?.layers.find(({ name }) => name === layer.name)
  if (values === undefined || values.maps !== layer.maps || values.side !== layer.side) return null
  return values[side]
}

/** The layers whose maps are coloured: all but the output, which is drawn as bars. */
export const mappedLayers = ({ layers }: Network): readonly Layer[] =>
  layers.filter(({ name }) => name !== 'output')

const networkScales = new WeakMap<Reading, Partial<Record<ActivationSide, number>>>()

/**
 * The largest absolute value in any layer's maps. All panels of a frame ask for the same reading, so
 * the answer is kept as long as the reading.
 */
export function networkScale(reading: Reading, side: ActivationSide): number {
  const known = networkScales.get(reading)
  const scale =
    known?.[side] ??
    reading.layers
      .filter(({ name }) => name !== 'output')
      .reduce((largest, layer) => Math.max(largest, largestMagnitude(layer[side])), 0)
  networkScales.set(reading, { ...known, [side]: scale })
  return scale
}
