import type { Network } from '../../core/network/description'
import type { Weights } from '../../core/network/parameters'
import { layersModelFiles } from './layers-model'
import { safetensorsFile } from './safetensors-weights'
import type { NamedFile, WeightsFormat } from './weights-files'

/** A network's weights as the files of a format. @throws {RangeError} If they do not fit. */
export function writeWeightsFiles(
  network: Network,
  weights: Weights,
  format: WeightsFormat,
): readonly NamedFile[] {
  switch (format) {
    case 'safetensors':
      return [safetensorsFile(network, weights)]
    case 'tensorflowjs':
      return layersModelFiles(network, weights)
  }
}
