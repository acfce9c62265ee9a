import { type RefObject, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { paintBlankMaps, paintMaps } from './paint-maps'
import { networkScale, shownValues } from './shown-values'
import { largestMagnitude, signedColourTable } from './signed-colours'
import type { TileLayout } from './tile-layout'

/** Grey that is faint on light and on dark pages: nothing to show yet. */
export const BLANK_COLOUR = new Uint32Array(new Uint8Array([128, 128, 128, 40]).buffer)[0]!

const whatMapsShow = ({ reading, colourRange, activationSide }: LabState) =>
  [reading, colourRange, activationSide] as const

/** Keeps a layer's picture and the number at its scale's end up with the reading. */
export function usePaintedMaps(
  canvas: RefObject<HTMLCanvasElement | null>,
  range: RefObject<HTMLElement | null>,
  layer: Layer,
  layout: TileLayout,
): void {
  const format = useFormat()
  const { t } = useTranslation()
  const picture = useMemo(() => new ImageData(layout.width, layout.height), [layout])
  const paint = useCallback(
    ([reading, colourRange, side]: ReturnType<typeof whatMapsShow>) => {
      const pixels = new Uint32Array(picture.data.buffer)
      const values = shownValues(reading, layer, side)
      let rangeText = ' '
      if (values === null || reading === null) paintBlankMaps(layout, BLANK_COLOUR, pixels)
      else {
        const scale =
          colourRange === 'network' ? networkScale(reading, side) : largestMagnitude(values)
        const area = layer.side ** 2
        // A unit by itself would have no colour but the ends.
        const isEach = colourRange === 'map' && area > 1
        const scaleOf = isEach
          ? (map: number) => largestMagnitude(values.subarray(map * area, (map + 1) * area))
          : () => scale
        paintMaps(values, layout, scaleOf, signedColourTable(), pixels)
        rangeText = t(isEach ? 'layer.rangeEach' : 'layer.range', { value: format.value(scale) })
      }
      canvas.current?.getContext('2d')?.putImageData(picture, 0, 0)
      writeText(range.current, rangeText)
    },
    [canvas, range, picture, layer, layout, format, t],
  )
  usePainted(whatMapsShow, paint)
}
