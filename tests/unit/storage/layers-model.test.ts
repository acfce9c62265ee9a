import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { networkOf } from '../../../src/core/network/variants'
import { layersModelFiles } from '../../../src/storage/weights-files/layers-model'
import { readWeightsFiles } from '../../../src/storage/weights-files/read-weights-files'
import type { NamedFile } from '../../../src/storage/weights-files/weights-files'
import { golden, weightsOf } from '../../golden/golden'
import {
  chosen,
  fileOf,
  images,
  largestDifference,
  logitsOf,
  NETWORKS,
  someWeights,
  weightsDifference,
} from './weights-networks'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** As stock TensorFlow.js loads the two files. */
function loaded([model, binary]: readonly NamedFile[]): Promise<tf.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(model!.bytes))
  const weightSpecs = weightsManifest.flatMap(({ weights }: { weights: object[] }) => weights)
  return tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs, weightData: binary!.bytes.buffer }),
  )
}

const asFiles = (files: readonly NamedFile[]) => files.map(({ name, bytes }) => chosen(name, bytes))

/** Logits and probabilities of the eight images. */
function answersOf(model: tf.LayersModel) {
  const outputs = [model.getLayer('output').output, model.outputs[0]!].flat()
  const both = tf.model({ inputs: model.inputs, outputs })
  const answers = both.predict(tf.tensor(images, [8, 32, 32, 1]))
  if (!Array.isArray(answers)) throw new TypeError('answersOf: needs two outputs')
  const [logits, probabilities] = answers.map((answer) => answer.dataSync())
  return { logits: logits!, probabilities: probabilities! }
}

describe.each(NETWORKS)('the layers model of %s', (_, network) => {
  it('answers in stock TensorFlow.js as our own code does', async () => {
    const weights = someWeights(network)
    const { logits, probabilities } = answersOf(await loaded(layersModelFiles(network, weights)))
    const ours = logitsOf(network, weights)
    for (let image = 0; image < 8; image++) {
      const of = (all: ArrayLike<number>) => Array.from(all).slice(image * 10, image * 10 + 10)
      // Logits count up to what all classes share: the distances' |x|² is not in stock layers.
      const shared = network.variant === 'lenet5-1998' ? of(logits)[0]! - of(ours)[0]! : 0
      const expected = of(ours).map((logit) => logit + shared)
      expect(largestDifference(of(logits), expected)).toBeLessThan(1e-4)
      const ten = Array.from(probabilities.slice(image * 10, image * 10 + 10))
      const sum = ten.reduce((all, probability) => all + probability, 0)
      expect(sum).toBeCloseTo(1, 5)
    }
  })
})

it.each(NETWORKS)('the files of %s are its weights again', async (_, network) => {
  const weights = someWeights(network)
  const opened = await readWeightsFiles(asFiles(layersModelFiles(network, weights)))
  const { layers } = networkOf(opened.variant, opened.activation, opened)
  expect([opened.variant, layers]).toEqual([network.variant, network.layers])
  // The slope of the paper's tanh goes into the weights and out again.
  expect(weightsDifference(opened.weights, weights)).toBeLessThan(1e-7)
})

it('other codes than the network’s own are refused', async () => {
  const network = networkOf('lenet5-1998')
  const [model, binary] = layersModelFiles(network, someWeights(network))
  const bytes = binary!.bytes.slice()
  new DataView(bytes.buffer).setFloat32(bytes.length - 4, -83, true)
  await expect(
    readWeightsFiles([chosen(model!.name, model!.bytes), chosen(binary!.name, bytes)]),
  ).rejects.toMatchObject({ trouble: 'structure', detail: { tensor: 'output/bias' } })
})

describe.each(['modern', 'pytorch'] as const)(
  'PyTorch’s weights of %s as a layers model',
  (variant) => {
    const weights = weightsOf(fileOf(`tests/golden/${variant}.safetensors`))
    const files = layersModelFiles(networkOf(variant), weights)

    it('give the logits that PyTorch computed', async () => {
      const { logits } = answersOf(await loaded(files))
      expect(largestDifference(logits, golden[variant].logits.flat())).toBeLessThan(1e-4)
    })

    it('are read again bit for bit', async () => {
      const { weights: again, ...rest } = await readWeightsFiles(asFiles(files))
      expect(rest).toEqual({ file: `lenet-${variant}.json`, variant, activation: 'relu' })
      expect(weightsDifference(again, weights)).toBe(0)
    })

    it('are read again after TensorFlow.js has saved them', async () => {
      const model = await loaded(files)
      const { weights: again } = await readWeightsFiles(await savedByTensorFlow(model))
      expect(weightsDifference(again, weights)).toBe(0)
    })
  },
)

/** The files that `model.save('downloads://model')` would leave. */
async function savedByTensorFlow(model: tf.LayersModel): Promise<File[]> {
  const saved: File[] = []
  const handler = tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
    const weightsManifest = [{ paths: ['./model.weights.bin'], weights: weightSpecs }]
    const text = JSON.stringify({ modelTopology, weightsManifest, format: 'layers-model' })
    const parts = Array.isArray(weightData) ? weightData : [weightData!]
    saved.push(new File([text], 'model.json'), new File(parts, 'model.weights.bin'))
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
  })
  await model.save(handler)
  return saved
}

describe('a layers model made elsewhere', () => {
  const course = ({ units = 120, softmax = true } = {}) =>
    tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [28, 28, 1],
          filters: 6,
          kernelSize: 5,
          activation: 'sigmoid',
        }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.conv2d({ filters: 16, kernelSize: 5, activation: 'sigmoid' }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units, activation: 'sigmoid' }),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({ units: 84, activation: 'sigmoid' }),
        tf.layers.dense({ units: 10, activation: softmax ? 'softmax' : 'linear', name: 'last' }),
      ],
    })

  it('is read where its layers are those of a network here, with its own names', async () => {
    const model = course()
    const opened = await readWeightsFiles(await savedByTensorFlow(model))
    expect(opened).toMatchObject({ file: 'model.json', variant: 'pytorch' })
    const centre = tf.tensor(images, [8, 32, 32, 1]).slice([0, 2, 2, 0], [8, 28, 28, 1])
    const probabilities = model.predict(centre)
    if (Array.isArray(probabilities)) throw new TypeError('one output is needed')
    const logits = tf.tensor2d(logitsOf(networkOf('pytorch'), opened.weights), [8, 10])
    const difference = largestDifference(tf.softmax(logits).dataSync(), probabilities.dataSync())
    expect(difference).toBeLessThan(1e-5)
  })

  it('is refused with the first layer that is another', async () => {
    await expect(readWeightsFiles(await savedByTensorFlow(course({ units: 100 })))).rejects.toThrow(
      /layer dense_Dense\d+: needs units 120, got units 100/,
    )
    await expect(
      readWeightsFiles(await savedByTensorFlow(course({ softmax: false }))),
    ).rejects.toThrow('layer probabilities: needs Softmax, got end')
  })
})

describe('the files of a layers model', () => {
  const network = networkOf('modern')
  const [model, binary] = layersModelFiles(network, someWeights(network))
  const changed = (change: (text: string) => string) =>
    chosen(model!.name, new TextEncoder().encode(change(new TextDecoder().decode(model!.bytes))))
  const weightsFile = chosen(binary!.name, binary!.bytes)

  it.each([
    [
      'the model alone',
      [changed((text) => text)],
      'noBinary',
      { file: 'lenet-modern.weights.bin' },
    ],
    ['the weights alone', [weightsFile], 'noBinary', { file: 'model.json' }],
    [
      'fewer bytes than the model says',
      [changed((text) => text), chosen(binary!.name, binary!.bytes.slice(0, -4))],
      'damaged',
      { tensor: 'output/bias' },
    ],
    [
      'more bytes than the model says',
      [changed((text) => text), chosen(binary!.name, new Uint8Array([...binary!.bytes, 0]))],
      'damaged',
      {},
    ],
    [
      'quantized weights',
      [changed((text) => text.replace('"float32"\n    }', '"uint8"\n    }')), weightsFile],
      'dtype',
      { tensor: 'C1/kernel', needed: 'float32', got: 'uint8' },
    ],
    [
      'a weight under another name',
      [changed((text) => text.replace('F6/bias', 'F7/bias')), weightsFile],
      'missing',
      { tensor: 'F6/bias' },
    ],
    [
      'another pooling',
      [changed((text) => text.replace('AveragePooling2D', 'MaxPooling2D')), weightsFile],
      'layer',
      { layer: 'S2', needed: 'AveragePooling2D', got: 'MaxPooling2D' },
    ],
    ['no JSON', [changed((text) => text.slice(1))], 'notWeights', {}],
  ])('are refused for %s', async (_, files, trouble, detail) => {
    await expect(readWeightsFiles(files)).rejects.toMatchObject({ trouble, detail })
  })
})
