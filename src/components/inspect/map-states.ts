import { SQUASH_AMPLITUDE } from '../../core/network/activation'
import type { Activation, Layer } from '../../core/network/description'

/** Maps of a layer that say nothing of a drawing; counted from 0. */
export interface MapStates {
  /** Every unit is 0. */
  readonly silent: readonly number[]
  /** Nearly every unit is at an end of its activation, whatever its exact sum. */
  readonly saturated: readonly number[]
}

/** A unit this near to an end of its activation, as a share of the way there, is at it. */
const NEAR_THE_END = 0.98
/** A map is saturated where at least this share of its units is. */
const SATURATED_SHARE = 0.9

/** @param values - After the activation, `[maps, side, side]`. */
export function mapStates({ maps, side, activation }: Layer, values: Float32Array): MapStates {
  const area = side ** 2
  const isSaturated = atAnEnd(activation)
  const states = { silent: [] as number[], saturated: [] as number[] }
  for (let map = 0; map < maps; map++) {
    // Looked at with each movement of the pen: no more units than it takes to tell.
    const [start, end] = [map * area, (map + 1) * area]
    let first = start
    while (first < end && values[first] === 0) first++
    if (first === end) states.silent.push(map)
    else if (isSaturated !== null) {
      let atEnds = 0
      for (let unit = start; unit < end; unit++) atEnds += Number(isSaturated(values[unit]!))
      if (atEnds >= SATURATED_SHARE * area) states.saturated.push(map)
    }
  }
  return states
}

/** Whether a value is at an end of its activation; null for ReLU and the identity, which have none. */
function atAnEnd(activation: Activation): ((value: number) => boolean) | null {
  switch (activation) {
    case 'tanh':
      return (value) => Math.abs(value) >= NEAR_THE_END
    case 'scaledTanh':
      return (value) => Math.abs(value) >= NEAR_THE_END * SQUASH_AMPLITUDE
    case 'sigmoid':
      return (value) => Math.abs(2 * value - 1) >= NEAR_THE_END
    case 'relu':
    case 'identity':
      return null
  }
}
