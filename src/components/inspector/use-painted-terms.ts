import { type RefObject, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { layerIndex, readByUnit } from '../../core/explain/sight'
import type { LayerUnit } from '../../core/explain/unit'
import { inputShape, type Network } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import { largestMagnitude } from '../inspect/signed-colours'
import { useSeenTheme } from '../use-document-view'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { useRestoredCanvases } from '../use-restored-canvases'
import { writeText } from '../write-text'
import { explained } from './explained'
import { createTermPainter, type TermPainter } from './paint-terms'
import type { TermLayout } from './term-layout'

const whatTermsShow = ({ reading }: LabState) => [reading] as const

/** Keeps the picture of a sum's terms, and the ends of its three scales, up with the reading. */
export function usePaintedTerms(
  canvas: RefObject<HTMLCanvasElement | null>,
  scaleLine: RefObject<HTMLElement | null>,
  network: Network,
  unit: LayerUnit,
  layout: TermLayout,
): void {
  const { t } = useTranslation('inspector')
  const format = useFormat()
  const theme = useSeenTheme()
  const restored = useRestoredCanvases()
  const words = useTermWords(network, unit)
  const paint = useMemo(() => {
    // Made once a theme: asking for styles between paints would make the browser lay out each time.
    let painter: TermPainter | null = null
    return ([reading]: ReturnType<typeof whatTermsShow>) => {
      const element = canvas.current
      const context = element?.getContext('2d')
      if (!element || !context) return
      if (painter === null) {
        const { color, outlineColor, fontFamily } = getComputedStyle(element)
        const style = { text: color, quiet: outlineColor, font: fontFamily }
        const density = devicePixelRatio
        element.width = Math.round(layout.width * density)
        element.height = Math.round(layout.height * density)
        context.setTransform(density, 0, 0, density, 0, 0)
        painter = createTermPainter({
          context,
          layout,
          ...words,
          value: format.value,
          style,
          density,
        })
      }
      const found = explained(reading, unit)
      if (found === null) {
        writeText(scaleLine.current, ' ')
        painter.clear()
        return
      }
      const { sum } = found
      const scales = {
        inputs: largestMagnitude(sum.inputs),
        weights: largestMagnitude(sum.weights),
        products: largestMagnitude(sum.products),
      }
      painter.show(sum, scales)
      const ends = {
        inputs: format.value(scales.inputs),
        weights: format.value(scales.weights),
        products: format.value(scales.products),
      }
      writeText(scaleLine.current, t(`terms.scales.${words.kind}`, ends))
    }
  }, [canvas, scaleLine, unit, layout, words, format, t, theme, restored])
  usePainted(whatTermsShow, paint)
}

/** What stands beside the numbers: the names of what is read, and the operator. */
function useTermWords(network: Network, unit: LayerUnit) {
  const { t } = useTranslation('inspector')
  const groupName = useCallback(
    (group: number): string => {
      const index = layerIndex(network, unit.plane)
      const before = network.layers[index - 1]
      if (before === undefined) return t('terms.image')
      if (inputShape(network, index).side === 1) return t('terms.units', { layer: before.name })
      const map = readByUnit(network, unit).maps[group]!
      return t('terms.map', { layer: before.name, map: map + 1 })
    },
    [network, unit, t],
  )
  const { kind: layerKind } = network.layers[layerIndex(network, unit.plane)]!
  const kind = layerKind === 'radialBasis' ? 'codes' : 'weights'
  return useMemo(
    () => ({ groupName, kind, operator: kind === 'codes' ? '↔' : '×' }) as const,
    [groupName, kind],
  )
}
