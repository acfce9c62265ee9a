import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Convolution, Network } from '../../src/core/network/description'
import { float64 } from '../../src/core/network/floats'
import { forwardIn } from '../../src/core/network/forward'
import { referenceGradient } from '../../src/core/network/gradient'
import { initialWeights } from '../../src/core/network/initial-weights'
import { LENET5_1998, modernNetwork, PYTORCH_COURSE } from '../../src/core/network/variants'
import { type Engine, EngineUnavailableError } from '../../src/engine/engine'
import { selfTest } from '../../src/engine/self-test'
import { createSimdEngine, SIMD_BUILDS } from '../../src/engine/simd/create-simd-engine'
import { instantiateKernels } from '../../src/engine/simd/kernels'
import { relaxedSimdSupported } from '../../src/engine/simd/relaxed-simd'
import { KERNEL_PATHS, largestDifference, largestMagnitude, noise } from './engines'

const convolution = (
  name: Convolution['name'],
  side: number,
  connections: Convolution['connections'],
): Convolution => ({
  kind: 'convolution',
  name,
  maps: connections.length,
  side,
  kernel: 5,
  connections,
  activation: 'tanh',
})

/** Tables with gaps, odd numbers of maps and units, and sides for which no tile is made. */
function oddNetwork(inputSide: number): Network {
  const c1 = inputSide - 4
  const c3 = c1 / 2 - 4
  const pooled = c3 % 2 === 0
  return {
    ...modernNetwork(),
    input: { side: inputSide, paper: 0, ink: 1 },
    layers: [
      convolution('C1', c1, [[0], [0], [0]]),
      { kind: 'subsampling', name: 'S2', maps: 3, side: c1 / 2, activation: 'sigmoid' },
      convolution('C3', c3, [[0], [0, 2], [1], [0, 1, 2], [2]]),
      ...(pooled
        ? [{ kind: 'maxPooling', name: 'S4', maps: 5, side: c3 / 2, activation: 'relu' } as const]
        : []),
      { kind: 'fullyConnected', name: 'C5', maps: 13, side: 1, activation: 'scaledTanh' },
      { kind: 'fullyConnected', name: 'F6', maps: 7, side: 1, activation: 'tanh' },
      { kind: 'fullyConnected', name: 'output', maps: 10, side: 1, activation: 'identity' },
    ],
    initialWeights: 'torchDefault',
  }
}

/** C5 as a convolution whose maps do not read everything. */
function tableC5(): Network {
  const { layers, ...network } = oddNetwork(32)
  const table = convolution('C5', 1, [[0], [1, 3], [0, 2, 4]])
  return { ...network, layers: layers.map((layer) => (layer.name === 'C5' ? table : layer)) }
}

const NETWORKS: readonly (readonly [string, Network])[] = [
  ['modern, relu', modernNetwork('relu')],
  ['modern, tanh', modernNetwork('tanh')],
  ['modern, sigmoid', modernNetwork('sigmoid')],
  ['pytorch', PYTORCH_COURSE],
  ['1998', LENET5_1998],
  ['modern, rubbish', modernNetwork('relu', { rubbish: true })],
  ['a table in C5', tableC5()],
  ...[18, 20, 22, 24, 26, 28, 30, 32].map(
    (side) => [`odd, ${side}×${side}`, oddNetwork(side)] as const,
  ),
]

describe.each(SIMD_BUILDS)('the build %s', (build) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await createSimdEngine({ wasmPaths: KERNEL_PATHS, build })
  })
  afterAll(() => engine.dispose())

  it.each(NETWORKS)('passes the self-test on %s', async (_, network) => {
    await selfTest(engine, network)
  })

  it.each([1, 3, 4, 5, 16, 17, 37])('computes a batch of %i to the last image', async (n) => {
    const network = oddNetwork(20)
    const weights = initialWeights(network, 4)
    const { images, labels } = noise(n, n)
    await engine.load(network, weights)
    const expected = forwardIn(float64, network, weights, images)
    const layers = await engine.forward(images)
    for (const [index, { name, pre, post }] of expected.entries()) {
      expect(largestDifference(layers[index]?.pre, pre), `${name} sums`).toBeLessThan(1e-5)
      expect(largestDifference(layers[index]?.post, post), `${name} values`).toBeLessThan(1e-5)
    }
    const reference = referenceGradient(network, weights, images, labels)
    const { loss, errors, gradients } = await engine.gradients(images, labels)
    expect(loss).toBeCloseTo(reference.loss, 5)
    expect(errors).toBe(reference.errors)
    for (const [name, gradient] of Object.entries(reference.gradients)) {
      const error = largestDifference(gradients[name], gradient)
      expect(error / largestMagnitude(gradient), name).toBeLessThan(1e-4)
    }
  })

  it('skips blank paper without changing anything', async () => {
    const network = modernNetwork('tanh')
    const weights = initialWeights(network, 4)
    const images = new Float32Array(6 * 1024)
    // Blank, a dot in each corner, and a row from edge to edge.
    images[1024] = 0.7
    images[2 * 1024 + 31] = 0.4
    images[3 * 1024 + 31 * 32] = 0.9
    images[4 * 1024 + 1023] = 0.2
    images.fill(0.5, 5 * 1024 + 320, 5 * 1024 + 352)
    const labels = Uint8Array.from([1, 2, 3, 4, 5, 6])
    await engine.load(network, weights)
    const expected = forwardIn(float64, network, weights, images)
    const layers = await engine.forward(images)
    expect(largestDifference(layers[0]?.pre, expected[0]!.pre)).toBeLessThan(1e-6)
    const blank = layers[0]!.pre.subarray(0, 784)
    expect(new Set(blank)).toEqual(new Set([weights['C1.bias']![0]]))
    const reference = referenceGradient(network, weights, images, labels)
    const { gradients } = await engine.gradients(images, labels)
    for (const [name, gradient] of Object.entries(reference.gradients)) {
      const error = largestDifference(gradients[name], gradient)
      expect(error / largestMagnitude(gradient), name).toBeLessThan(1e-4)
    }
  })

  it('raises e to any power as closely as float32 allows', async () => {
    const wasm = await (await fetch(KERNEL_PATHS[build])).arrayBuffer()
    const kernels = instantiateKernels(await WebAssembly.compile(wasm))
    kernels.memory.grow(1)
    const powers = Float32Array.from({ length: 4096 }, (_, i) => -87 + (i * 175) / 4095)
    powers.set([0, 1, -1, 1e-8])
    const values = new Float32Array(kernels.memory.buffer, 1024, powers.length)
    values.set(powers)
    kernels.exponentials(1024, powers.length / 4)
    powers.forEach((power, i) => {
      const error = Math.abs(values[i]! / Math.exp(power) - 1)
      expect(error, `e to the ${power}`).toBeLessThan(2e-7)
    })
    values.set([-1000, 1000, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    kernels.exponentials(1024, 1)
    for (const i of [0, 2]) expect(values[i]).toBeLessThan(2e-38)
    for (const i of [1, 3]) expect(values[i]).toBeGreaterThan(1e38)
  })
})

it('forgets gradients before they become denormal, and nothing else', async () => {
  const engine = await createSimdEngine({ wasmPaths: KERNEL_PATHS })
  const network = modernNetwork()
  const weights = initialWeights(network, 1)
  const filled = (value: number) =>
    Object.fromEntries(
      Object.entries(weights).map(([name, w]) => [name, new Float32Array(w.length).fill(value)]),
    )
  const blank = { images: new Float32Array(4 * 1024), labels: Uint8Array.from([1, 2, 3, 4]) }
  // Blank images give C1's weights no gradient.
  for (const [velocity, expected] of [
    [1e-31, 0],
    [1e-20, 9e-21],
    [-1e-20, -9e-21],
  ] as const) {
    await engine.load(network, weights, { kind: 'sgd', velocity: filled(velocity) })
    await engine.train(blank.images, blank.labels, {
      kind: 'sgd',
      learningRate: 0.1,
      momentum: 0.9,
    })
    const state = await engine.optimizerState()
    if (state?.kind !== 'sgd') throw new Error(`needs the state of sgd, got ${state?.kind}`)
    expect(state.velocity['C1.weight']![7]! / (expected || 1)).toBeCloseTo(
      expected === 0 ? 0 : 1,
      6,
    )
  }
  engine.dispose()
})

it('lets numbers that are none show in the loss', async () => {
  const engine = await createSimdEngine({ wasmPaths: KERNEL_PATHS })
  await engine.load(modernNetwork(), initialWeights(modernNetwork(), 1))
  const { images, labels } = noise(8, 1)
  const step = { kind: 'sgd', learningRate: 1e30, momentum: 0.9 } as const
  for (let i = 0; i < 3; i++) await engine.train(images, labels, step)
  expect((await engine.train(images, labels, step)).loss).toBeNaN()
  engine.dispose()
})

it('computes into the values of an earlier call where they fit', async () => {
  const engine = await createSimdEngine({ wasmPaths: KERNEL_PATHS })
  const network = modernNetwork()
  await engine.load(network, initialWeights(network, 1))
  const [one, other] = [noise(1, 1).images, noise(1, 2).images]
  const expected = await engine.forward(other)
  const values = await engine.forward(one)
  expect(values[0]!.pre).not.toEqual(expected[0]!.pre)
  expect(await engine.forward(other, values)).toBe(values)
  expect(values).toEqual(expected)
  expect(await engine.forward(noise(2, 3).images, values)).not.toBe(values)
  expect(values).toEqual(expected)
  engine.dispose()
})

it('takes the relaxed build in this browser', async () => {
  expect(relaxedSimdSupported()).toBe(true)
  const engine = await createSimdEngine({ wasmPaths: KERNEL_PATHS })
  expect(engine.describe()).toEqual({
    name: 'simd',
    device: 'WebAssembly relaxed SIMD',
    threads: 1,
  })
  engine.dispose()
})

it('declines where its kernels cannot be had', async () => {
  const missing = createSimdEngine({ wasmPaths: { simd: '/none.wasm', relaxed: '/none.wasm' } })
  await expect(missing).rejects.toBeInstanceOf(EngineUnavailableError)
  await expect(missing).rejects.toThrow(/^simd: its kernels cannot be loaded/)
})

it('refuses kernels of another side than it is written for', async () => {
  const engine = await createSimdEngine({ wasmPaths: KERNEL_PATHS })
  const network = modernNetwork()
  const [c1, ...others] = network.layers
  const odd = { ...network, layers: [{ ...c1, kernel: 3 } as Convolution, ...others] }
  await expect(engine.load(odd, initialWeights(odd, 1))).rejects.toThrow(
    'C1 needs kernels of side 5, got 3',
  )
  engine.dispose()
})
