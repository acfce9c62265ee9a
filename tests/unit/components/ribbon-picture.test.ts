import { describe, expect, it } from 'vitest'
import { signedColourTable } from '../../../src/components/inspect/signed-colours'
import {
  layerRibbon,
  liveliestMap,
  outputRibbon,
} from '../../../src/components/number/ribbon-picture'
import type { WideLayerValues } from '../../../src/core/network/sweep'
import { modernNetwork } from '../../../src/core/network/variants'

const layerOf = (
  maps: number,
  height: number,
  width: number,
  values: readonly number[],
): WideLayerValues => ({
  name: 'C1',
  maps,
  height,
  width,
  left: 0,
  step: 1,
  values: Float32Array.from(values),
})

const TWO_MAPS = layerOf(2, 2, 3, [9, 9, 9, 9, 9, 9, 0, -1, 0, 2, 0, 1])
const colours = signedColourTable()

describe('the ribbon of a layer', () => {
  it('shows the map that varies, not the one that is large throughout', () => {
    expect(liveliestMap(TWO_MAPS)).toBe(1)
  })

  it('colours that map alone, its largest value at the end of the scale', () => {
    const { width, height, pixels } = layerRibbon(TWO_MAPS, 1, colours)
    expect([width, height]).toEqual([3, 2])
    expect([...pixels]).toEqual([256, 128, 256, 512, 256, 384].map((step) => colours[step]!))
  })

  it('has a row for every unit of a layer of units', () => {
    const units = layerOf(3, 1, 2, [0, 4, -4, 0, 2, 0])
    expect(liveliestMap(units)).toBe(0)
    const { width, height, pixels } = layerRibbon(units, 0, colours)
    expect([width, height]).toEqual([2, 3])
    expect([...pixels]).toEqual([256, 512, 0, 256, 384, 256].map((step) => colours[step]!))
  })
})

describe('the ribbon of the output', () => {
  it('shades each digit by its probability and leaves silent places clear', () => {
    const shades = Uint32Array.from({ length: 256 }, (_, shade) => shade)
    const logits = Array.from({ length: 10 }, (_, digit) => [digit === 3 ? Math.log(9) : 0, 5])
    const output = layerOf(10, 1, 2, logits.flat())
    const said = { digit: 3, probability: 0.5, isRead: false }
    const places = [
      { ...said, isSilent: false },
      { ...said, isSilent: true },
    ]
    const { width, height, pixels } = outputRibbon(modernNetwork(), output, places, shades)
    expect([width, height]).toEqual([2, 10])
    // Nine parts of eighteen for the 3, one for each of the others.
    const expected = Array.from({ length: 10 }, (_, digit) => [digit === 3 ? 128 : 14, 0])
    expect([...pixels]).toEqual(expected.flat())
  })
})
