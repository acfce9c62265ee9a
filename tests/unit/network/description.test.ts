import { describe, expect, it } from 'vitest'
import { C3_CONNECTIONS } from '../../../src/core/network/c3-connections'
import {
  inputShape,
  LAYER_NAMES,
  type LayerName,
  type Network,
  PATCH_SIDE,
  VARIANTS,
} from '../../../src/core/network/description'
import {
  connectionCount,
  parameterCount,
  parametersOf,
  totalConnections,
  totalParameters,
} from '../../../src/core/network/parameters'
import {
  LENET5_1998,
  modernNetwork,
  networkOf,
  PYTORCH_COURSE,
} from '../../../src/core/network/variants'

const countsOf = (network: Network) =>
  Object.fromEntries(LAYER_NAMES.map((name) => [name, parameterCount(network, name)]))

describe('the 1998 network', () => {
  const connections: Record<LayerName, number> = {
    C1: 122_304,
    S2: 5_880,
    C3: 151_600,
    S4: 2_000,
    C5: 48_120,
    F6: 10_164,
    output: 840,
  }

  it.each(LAYER_NAMES)('has the published connections in %s', (name) => {
    expect(connectionCount(LENET5_1998, name)).toBe(connections[name])
  })

  it('totals the 60,000 parameters and 340,908 connections of the paper', () => {
    expect(totalParameters(LENET5_1998)).toBe(60_000)
    expect(totalConnections(LENET5_1998)).toBe(340_908)
  })

  it('has the published parameters in each layer', () => {
    expect(countsOf(LENET5_1998)).toEqual({
      C1: 156,
      S2: 12,
      C3: 1_516,
      S4: 32,
      C5: 48_120,
      F6: 10_164,
      output: 0,
    })
  })

  it('connects C3 as Table I does: 60 links, the last map reading all six', () => {
    const table = '012 123 234 345 045 015 0123 1234 2345 0345 0145 0125 0134 1245 0235 012345'
    expect(C3_CONNECTIONS.map((inputs) => inputs.join('')).join(' ')).toBe(table)
    expect(C3_CONNECTIONS.flat()).toHaveLength(60)
  })
})

it('the modern network has 61,706 parameters', () => {
  expect(countsOf(modernNetwork())).toEqual({
    C1: 156,
    S2: 0,
    C3: 2_416,
    S4: 0,
    C5: 48_120,
    F6: 10_164,
    output: 850,
  })
  expect(totalParameters(modernNetwork())).toBe(61_706)
})

it('the PyTorch course network has 44,426 parameters', () => {
  expect(countsOf(PYTORCH_COURSE)).toEqual({
    C1: 156,
    S2: 0,
    C3: 2_416,
    S4: 0,
    C5: 30_840,
    F6: 10_164,
    output: 850,
  })
  expect(totalParameters(PYTORCH_COURSE)).toBe(44_426)
})

describe.each(VARIANTS)('%s', (variant) => {
  const network = networkOf(variant)

  it('has sides that follow from what each layer reads', () => {
    for (const [index, layer] of network.layers.entries()) {
      const input = inputShape(network, index)
      if (layer.kind === 'convolution') expect(layer.side).toBe(input.side - layer.kernel + 1)
      else if (layer.kind.endsWith('Pooling') || layer.kind === 'subsampling') {
        expect([layer.maps, layer.side]).toEqual([input.maps, input.side / PATCH_SIDE])
      } else expect(layer.side).toBe(1)
    }
  })

  it('has the seven layers in the order of the data', () => {
    expect(network.layers.map(({ name }) => name)).toEqual([...LAYER_NAMES])
  })

  it('lists every parameter once, its size the product of its shape', () => {
    const parameters = parametersOf(network)
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length)
    for (const { shape, size } of parameters) expect(shape.reduce((a, b) => a * b)).toBe(size)
  })
})
