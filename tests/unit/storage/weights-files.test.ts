import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../../src/core/network/variants'
import { formatSafetensors, parseSafetensors } from '../../../src/storage/safetensors'
import { torchTensors, weightsFromTensors } from '../../../src/storage/weights-files/file-tensors'
import { readWeightsFiles } from '../../../src/storage/weights-files/read-weights-files'
import { safetensorsFile } from '../../../src/storage/weights-files/safetensors-weights'
import { WeightsFileError } from '../../../src/storage/weights-files/weights-file-error'
import { golden, weightsOf } from '../../golden/golden'
import {
  chosen,
  fileOf,
  largestDifference,
  logitsOf,
  NETWORKS,
  someWeights,
  weightsDifference,
} from './weights-networks'

const goldenFile = (variant: string) => fileOf(`tests/golden/${variant}.safetensors`)

describe.each(['modern', 'pytorch'] as const)('PyTorch’s file of %s', (variant) => {
  const network = networkOf(variant)
  const expected = golden[variant].logits.flat()

  it('gives the logits that PyTorch computed', async () => {
    const opened = await readWeightsFiles([chosen('net.safetensors', goldenFile(variant))])
    expect(opened).toMatchObject({ file: 'net.safetensors', variant, activation: 'relu' })
    expect(largestDifference(logitsOf(network, opened.weights), expected)).toBeLessThan(1e-4)
  })

  it('gives them after it was written and read again, bit for bit the same weights', async () => {
    const weights = weightsOf(goldenFile(variant))
    const { name, bytes } = safetensorsFile(network, weights)
    const opened = await readWeightsFiles([chosen(name, bytes)])
    expect(weightsDifference(opened.weights, weights)).toBe(0)
    expect(largestDifference(logitsOf(network, opened.weights), expected)).toBeLessThan(1e-4)
  })
})

describe('safetensorsFile', () => {
  it('names the course’s arrays as its state_dict does, and says what they are', () => {
    const network = networkOf('pytorch')
    const written = safetensorsFile(network, someWeights(network))
    const { tensors, metadata } = parseSafetensors(written.bytes.buffer)
    const state = parseSafetensors(goldenFile('pytorch')).tensors
    const shapes = (list: typeof tensors) => list.map(({ name, shape }) => [name, shape])
    expect(shapes(tensors)).toEqual(shapes(state))
    expect(metadata).toEqual({
      format: 'pt',
      variant: 'pytorch',
      activation: 'sigmoid',
      input_side: '28',
      input_paper: '0',
      input_ink: '1',
    })
  })

  it('says that a network has learnt what is no digit, and knows it again', async () => {
    const network = networkOf('modern', 'relu', { rubbish: true })
    const written = safetensorsFile(network, someWeights(network))
    expect(parseSafetensors(written.bytes.buffer).metadata).toMatchObject({ rubbish_logit: '0' })
    const read = await readWeightsFiles([chosen('mine.safetensors', written.bytes)])
    expect(read).toMatchObject({ variant: 'modern', rubbish: true })
  })

  it('holds every network, which is known again', async () => {
    for (const [, network] of NETWORKS) {
      const weights = someWeights(network)
      const { name, bytes } = safetensorsFile(network, weights)
      const opened = await readWeightsFiles([chosen(name, bytes)])
      const { layers } = networkOf(opened.variant, opened.activation, opened)
      expect([opened.variant, layers]).toEqual([network.variant, network.layers])
      expect(weightsDifference(opened.weights, weights)).toBe(0)
    }
  })

  it('says which maps C3 reads, and takes no table that is none', async () => {
    const c3 = `01${'3f'.repeat(15)}`
    const network = networkOf('pytorch', 'relu', { c3 })
    const { name, bytes } = safetensorsFile(network, someWeights(network))
    const { tensors, metadata } = parseSafetensors(bytes.buffer)
    expect(metadata).toMatchObject({ variant: 'pytorch', c3 })
    expect(await readWeightsFiles([chosen(name, bytes)])).toMatchObject({ c3 })
    const other = formatSafetensors(tensors, { ...metadata, c3: '42' })
    await expect(readWeightsFiles([chosen(name, other)])).rejects.toMatchObject({
      trouble: 'connections',
      detail: { got: '42' },
    })
    // Without the table a dense network is one that happens to have zeros: it computes the same.
    const { c3: _, ...untold } = metadata
    const dense = await readWeightsFiles([chosen(name, formatSafetensors(tensors, untold))])
    expect(dense).not.toHaveProperty('c3')
    expect(dense.weights['C3.weight']).toHaveLength(96 * 25)
  })

  it('says which activation a modern network was trained with', async () => {
    const network = networkOf('modern', 'tanh')
    const { name, bytes } = safetensorsFile(network, someWeights(network))
    expect(await readWeightsFiles([chosen(name, bytes)])).toMatchObject({
      variant: 'modern',
      activation: 'tanh',
    })
  })
})

describe.each(NETWORKS)('tensors of %s', (_, network) => {
  it('are the weights again', () => {
    const weights = someWeights(network)
    const again = weightsFromTensors(network, torchTensors(network, weights))
    expect(weightsDifference(again, weights)).toBe(0)
  })
})

it('writes a connection table as a dense kernel with zeros, and takes nothing else for it', () => {
  const [, network] = NETWORKS.at(-1)!
  const tensors = torchTensors(network, someWeights(network))
  const c3 = tensors.find(({ shape }) => shape.join() === '16,6,5,5')!
  // The first map reads S2's maps 0, 1 and 2 of six; 60 of 96 links are there.
  expect(c3.values.subarray(75, 150).every((value) => value === 0)).toBe(true)
  expect(c3.values.subarray(0, 75).every((value) => value !== 0)).toBe(true)
  expect(c3.values.filter((value) => value === 0)).toHaveLength(36 * 25)
  c3.values[75] = 0.5
  expect(() => weightsFromTensors(network, tensors)).toThrow(`tensor ${c3.name}: has values`)
})

const modern = () => [...parseSafetensors(goldenFile('modern')).tensors]
const withTensor = (name: string, change: object) =>
  modern().map((tensor) => (tensor.name === name ? { ...tensor, ...change } : tensor))
const poisoned = modern()
  .find(({ name }) => name === 'C3.weight')!
  .values.slice()
poisoned[7] = Number.NaN

describe('a file of safetensors', () => {
  const refusal = (tensors: ReturnType<typeof modern>, metadata = {}) =>
    readWeightsFiles([chosen('a.safetensors', formatSafetensors(tensors, metadata))]).then(
      () => null,
      ({ trouble, detail }: WeightsFileError) => ({ trouble, detail }),
    )

  it.each([
    [
      'a shape that is another',
      withTensor('F6.weight', { shape: [120, 84] }),
      'shape',
      { tensor: 'F6.weight', needed: '[84, 120]', got: '[120, 84]' },
    ],
    [
      'a value that is not finite',
      withTensor('C3.weight', { values: poisoned }),
      'notFinite',
      { tensor: 'C3.weight', got: 'NaN' },
    ],
    [
      'an array too few',
      modern().filter(({ name }) => name !== 'output.bias'),
      'missing',
      { tensor: 'output.bias' },
    ],
    [
      'an array too many',
      [...modern(), { name: 'head.bias', shape: [1], values: Float32Array.of(1) }],
      'foreign',
      { tensor: 'head.bias' },
    ],
    [
      'another network',
      [{ name: 'layer1.0.conv1.weight', shape: [1], values: Float32Array.of(1) }],
      'foreign',
      { tensor: 'layer1.0.conv1.weight' },
    ],
    ['nothing', [], 'notWeights', {}],
  ])('is refused for %s', async (_, tensors, trouble, detail) => {
    expect(await refusal(tensors)).toEqual({ trouble, detail })
  })

  it('is refused for an activation that the network cannot have', async () => {
    expect(await refusal(modern(), { activation: 'gelu' })).toEqual({
      trouble: 'activation',
      detail: { needed: 'relu, tanh, sigmoid', got: 'gelu' },
    })
  })

  it('is held to the network that it says it is of', async () => {
    expect(await refusal(modern(), { variant: 'pytorch' })).toMatchObject({
      trouble: 'shape',
      detail: { tensor: 'C5.weight', needed: '[120, 256]' },
    })
  })

  it('is not even read where it is too large', async () => {
    const file = {
      name: 'huge.safetensors',
      size: 8_000_001,
      arrayBuffer: () => Promise.reject(new Error('was read')),
    }
    await expect(readWeightsFiles([file])).rejects.toMatchObject({
      trouble: 'tooLarge',
      detail: { megabytes: 8 },
    })
  })
})

describe('any bytes', () => {
  const whole = new Uint8Array(goldenFile('modern'))
  const headerEnd = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true))

  it('are weights or a clear error, whatever of the header was changed', async () => {
    const place = fc.record({ at: fc.nat(headerEnd - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = whole.slice()
        for (const { at, byte } of changes) bytes[at] = byte
        await onlyClearErrors('a.safetensors', bytes)
      }),
      { numRuns: 300 },
    )
  })

  it('are weights or a clear error, whatever the header says of a tensor', async () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('F32', [1], [0, 4], 1e308, -1))
    const entry = fc.record({ dtype: value, shape: value, data_offsets: value })
    const name = fc.constantFrom('C1.weight', 'conv.0.bias', '__proto__', '__metadata__', 'x')
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.oneof(entry, value)), async (header) => {
        const text = new TextEncoder().encode(JSON.stringify(header))
        const bytes = new Uint8Array(8 + text.length + 4)
        new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
        bytes.set(text, 8)
        await onlyClearErrors('a.safetensors', bytes)
      }),
      { numRuns: 300 },
    )
  })

  it('are weights or a clear error, whatever a model.json says', async () => {
    const layer = fc.record({
      class_name: fc.string(),
      config: fc.dictionary(fc.string(), fc.jsonValue()),
    })
    const topology = fc.oneof(
      fc.jsonValue(),
      fc.record({ class_name: fc.constant('Sequential'), config: fc.array(layer) }),
    )
    const model = fc.record({ modelTopology: topology, weightsManifest: fc.constant([]) })
    await fc.assert(
      fc.asyncProperty(fc.oneof(model, fc.jsonValue()), (described) =>
        onlyClearErrors('model.json', new TextEncoder().encode(JSON.stringify(described))),
      ),
      { numRuns: 200 },
    )
  })

  async function onlyClearErrors(name: string, bytes: Uint8Array<ArrayBuffer>) {
    const polluted = Object.keys(Object.prototype)
    try {
      const { variant, activation, weights } = await readWeightsFiles([chosen(name, bytes)])
      const logits = logitsOf(networkOf(variant, activation), weights)
      expect(logits.every(Number.isFinite)).toBe(true)
    } catch (error) {
      expect(error).toBeInstanceOf(WeightsFileError)
    }
    expect(Object.keys(Object.prototype)).toEqual(polluted)
  }
})
