import {
  inputShape,
  type Layer,
  type MapShape,
  type Network,
  valuesPerImage,
} from '../../core/network/description'
import { convolutionStage } from './convolution-stage'
import { type DenseStage, denseStage, type Units, unitsIn } from './dense-stage'
import { poolingStage, subsamplingStage } from './patch-stages'
import { radialBasisStage } from './radial-basis-stage'
import { type MapStage, type Maps, mapsIn, type StageParts } from './stage'

/** A network as stages: layers of maps, then layers of units. */
export interface NetworkStages {
  /** What the first layer reads. */
  readonly input: Maps
  readonly mapStages: readonly MapStage[]
  /** The last maps, unit by unit: what the first dense layer reads. */
  readonly flattened: Units
  readonly denseStages: readonly DenseStage[]
}

/** @throws {RangeError} For layers that the kernels do not compute. */
export function networkStages(network: Network, parts: StageParts): NetworkStages {
  const input = mapsIn(parts.arena, { maps: 1, side: network.input.side })
  const mapStages: MapStage[] = []
  const denseStages: DenseStage[] = []
  let maps = input
  let flattened: Units | null = null
  for (const layer of network.layers) {
    if (isDense(layer, maps)) {
      flattened ??= unitsIn(parts.arena, valuesPerImage(maps))
      const read = denseStages.at(-1)?.units ?? flattened
      denseStages.push(
        layer.kind === 'radialBasis'
          ? radialBasisStage(layer, read, parts)
          : denseStage(layer, read, parts),
      )
      continue
    }
    if (flattened !== null) {
      throw new RangeError(
        `networkStages: needs dense layers to the end, got maps in ${layer.name}`,
      )
    }
    const stage = mapStage(layer, maps, mapStages.length === 0, parts)
    mapStages.push(stage)
    maps = stage.maps
  }
  if (flattened === null) throw new RangeError('networkStages: needs a dense output, got maps')
  return { input, mapStages, flattened, denseStages }
}

/** The first layer whose units read everything; everything after it does too. */
export function firstDenseLayer(network: Network): Layer | undefined {
  return network.layers.find((layer, index) => isDense(layer, inputShape(network, index)))
}

/** Whether every unit reads everything before it. */
function isDense(layer: Layer, input: MapShape): boolean {
  if (layer.kind === 'fullyConnected' || layer.kind === 'radialBasis') return true
  return (
    layer.kind === 'convolution' &&
    layer.side === 1 &&
    layer.connections.every((inputs) => inputs.length === input.maps)
  )
}

function mapStage(layer: Layer, input: Maps, isFirst: boolean, parts: StageParts): MapStage {
  switch (layer.kind) {
    case 'convolution':
      return convolutionStage(layer, input, isFirst, parts)
    case 'averagePooling':
    case 'maxPooling':
      return poolingStage(layer, input, parts)
    case 'subsampling':
      return subsamplingStage(layer, input, parts)
    case 'fullyConnected':
    case 'radialBasis':
      throw new RangeError(`mapStage: needs a layer of maps, got ${layer.kind} ${layer.name}`)
  }
}
