import { IMAGE_SIDE, type Network } from '../../core/network/description'
import { assertWeights, type Weights } from '../../core/network/parameters'
import { toldC3 } from './candidates'
import { joinedBytes } from './joined-bytes'
import { kerasLayers } from './layers-topology'
import type { NamedFile } from './weights-files'

/**
 * A network as the two files of a TensorFlow.js layers model, which stock `tf.loadLayersModel` takes.
 * It reads ink, `[n, 32, 32, 1]`, 0..1, and answers with the ten probabilities.
 *
 * @throws {RangeError} If the weights do not fit.
 * @see https://www.tensorflow.org/js/guide/save_load
 */
export function layersModelFiles(network: Network, weights: Weights): readonly NamedFile[] {
  assertWeights(network, weights)
  const layers = kerasLayers(network)
  const name = `lenet-${network.variant}`
  const arrays = layers.flatMap((layer) =>
    layer.arrays.map(({ name: array, shape, parameter, toKeras }) => ({
      entry: { name: `${layer.name}/${array}`, shape, dtype: 'float32' },
      values: toKeras(parameter === null ? NOTHING : weights[parameter]!),
    })),
  )
  // Stock layers know no class of constant logit and no gaps; who reads the file here again does.
  const metadata = {
    ...(network.rubbishLogit !== null && { rubbish_logit: String(network.rubbishLogit) }),
    ...toldC3(network),
  }
  const model = {
    format: 'layers-model',
    generatedBy: 'LeNet Lab',
    convertedBy: null,
    ...(Object.keys(metadata).length > 0 && { userDefinedMetadata: metadata }),
    modelTopology: {
      class_name: 'Sequential',
      config: {
        name,
        layers: layers.map((layer, index) => ({
          class_name: layer.className,
          config: {
            ...(index === 0 && { batch_input_shape: [null, IMAGE_SIDE, IMAGE_SIDE, 1] }),
            name: layer.name,
            dtype: 'float32',
            ...layer.config,
          },
        })),
      },
      keras_version: '2.15.0',
      backend: 'tensorflow',
    },
    weightsManifest: [
      { paths: [`${name}.weights.bin`], weights: arrays.map(({ entry }) => entry) },
    ],
  }
  return [
    { name: `${name}.json`, bytes: new TextEncoder().encode(JSON.stringify(model, null, 1)) },
    {
      name: `${name}.weights.bin`,
      bytes: joinedBytes(arrays.map(({ values }) => bytesOf(values))),
    },
  ]
}

/** What a fixed array is made from. */
const NOTHING = new Float32Array()

/** Little-endian on every machine that a browser or Node runs on, as TensorFlow.js reads them. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
