import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  C3_CONNECTIONS,
  type ConnectionTable,
  c3Connections,
  c3TableOf,
  isC3Table,
} from '../../../src/core/network/c3-connections'
import { layerNamed, VARIANTS } from '../../../src/core/network/description'
import {
  connectionCount,
  parametersOf,
  totalConnections,
  totalParameters,
} from '../../../src/core/network/parameters'
import { networkOf, usualC3Table } from '../../../src/core/network/variants'

/** Map 1 of C3 reads map 1 of S2 alone, map 2 the last, and the others all six. */
const SPARSE = `0120${'3f'.repeat(14)}`

const tables: fc.Arbitrary<ConnectionTable> = fc.array(
  fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
  { minLength: 16, maxLength: 16 },
)

describe('a connection table in writing', () => {
  it('is the table again, and the same words for the same table', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const words = c3TableOf(table)
        expect(isC3Table(words)).toBe(true)
        expect(c3Connections(words)).toEqual(table)
      }),
    )
  })

  it('calls the paper’s and the dense one by name, however they are given', () => {
    expect(c3TableOf(C3_CONNECTIONS)).toBe('1998')
    expect(c3TableOf(c3Connections('3f'.repeat(16)))).toBe('dense')
    expect(c3TableOf(c3Connections('070e1c383123' + '0f1e3c393327' + '1b362d3f'))).toBe('1998')
    expect(c3Connections(SPARSE).slice(0, 3)).toEqual([[0], [5], [0, 1, 2, 3, 4, 5]])
  })

  it.each([
    '',
    'paper',
    '3f'.repeat(15),
    '3f'.repeat(17),
    `00${'3f'.repeat(15)}`,
    `40${'3f'.repeat(15)}`,
    '3F'.repeat(16),
    `dense ${SPARSE}`,
  ])('is not %o', (words) => {
    expect(isC3Table(words)).toBe(false)
    expect(() => c3Connections(words)).toThrow(RangeError)
    expect(() => networkOf('modern', 'relu', { c3: words })).toThrow('needs a table of C3')
  })
})

describe('a network with another table', () => {
  it.each([
    // C3 has 16 biases, and 25 weights for each of 60, 96 or 86 links; each stands for 100 connections.
    ['lenet5-1998', '1998', 60_000, 340_908],
    ['lenet5-1998', 'dense', 60_900, 430_908],
    ['lenet5-1998', SPARSE, 60_650, 405_908],
    ['modern', 'dense', 61_706, 429_342],
    ['modern', '1998', 60_806, 339_342],
    ['modern', SPARSE, 61_456, 404_342],
    // And here for 64.
    ['pytorch', 'dense', 44_426, 290_814],
    ['pytorch', SPARSE, 44_176, 274_814],
  ] as const)('%s with %s has %i parameters and %i connections', (variant, c3, parameters, all) => {
    const network = networkOf(variant, 'relu', { c3 })
    expect(totalParameters(network)).toBe(parameters)
    expect(totalConnections(network)).toBe(all)
  })

  it('has kernels for its links alone, and nothing else is changed', () => {
    const network = networkOf('lenet5-1998', 'relu', { c3: SPARSE })
    const shapes = parametersOf(network).map(({ name, shape }) => [name, shape.join()])
    expect(Object.fromEntries(shapes)).toMatchObject({ 'C3.weight': '86,5,5', 'C3.bias': '16' })
    expect(connectionCount(network, 'C3')).toBe((86 * 25 + 16) * 100)
    const usual = networkOf('lenet5-1998')
    const others = ({ layers, ...rest }: typeof usual) => [rest, layers.toSpliced(2, 1)]
    expect(others(network)).toEqual(others(usual))
  })

  it.each(VARIANTS)('%s with its usual table is the usual network', (variant) => {
    expect(networkOf(variant, 'relu', { c3: usualC3Table(variant) })).toEqual(networkOf(variant))
    const dense = layerNamed(networkOf(variant, 'relu', { c3: 'dense' }), 'C3')
    expect(dense).toMatchObject({ connections: Array(16).fill([0, 1, 2, 3, 4, 5]) })
  })
})
