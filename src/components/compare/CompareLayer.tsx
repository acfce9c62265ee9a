import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import { leastEvidence } from '../../store/answer'
import type { LabState } from '../../store/lab-store'
import type { Pin } from '../inspect/inspection'
import { paintSigned } from '../inspect/paint-signed'
import { largestMagnitude } from '../inspect/signed-colours'
import { largestTiles } from '../inspect/tile-layout'
import { useLayerWords } from '../inspect/use-layer-words'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { CompareMaps } from './CompareMaps'
import { comparisonOf, differenceOf, type Kept, layerOf } from './comparison'

interface CompareLayerProps {
  readonly pin: Pin
  readonly kept: Kept
  /** Of the network on the page. */
  readonly layer: Layer
  /** The pinned network's layer of that name. */
  readonly other: Layer
  /** Width of one of the three columns, in CSS pixels. */
  readonly column: number
}

const MOST_HEIGHT = 176

/** As large as a column allows; where that is a pixel a unit, whole pixels matter less than size. */
function tilesIn(layer: Layer, column: number) {
  const { layout, zoom } = largestTiles(layer, column, MOST_HEIGHT)
  const fitting = Math.min(column / layout.width, MOST_HEIGHT / layout.height)
  return { layout, zoom: zoom === 1 ? Math.max(1, fitting) : zoom }
}

const whatLayerShows = (state: LabState) =>
  [state.reading, leastEvidence(state), state.activationSide] as const

/** One layer of both, under one colour scale, and their difference under its own. */
export function CompareLayer({ pin, kept, layer, other, column }: CompareLayerProps) {
  const { t } = useTranslation('compare')
  const format = useFormat()
  const { size } = useLayerWords(layer)
  const { size: otherSize } = useLayerWords(other)
  const isSame = layer.maps === other.maps && layer.side === other.side
  const tiles = useMemo(() => tilesIn(layer, column), [layer, column])
  const otherTiles = useMemo(() => tilesIn(other, column), [other, column])
  const pinned = useRef<HTMLCanvasElement>(null)
  const now = useRef<HTMLCanvasElement>(null)
  const difference = useRef<HTMLCanvasElement>(null)
  const range = useRef<HTMLSpanElement>(null)
  const differenceRange = useRef<HTMLSpanElement>(null)
  const paint = useCallback(
    ([reading, least, side]: ReturnType<typeof whatLayerShows>) => {
      const comparison = comparisonOf(pin, kept, reading, least)
      const before = layerOf(comparison.pinned, layer.name)?.[side] ?? null
      const after = layerOf(comparison.now, layer.name)?.[side] ?? null
      const scale = Math.max(
        ...[before, after].map((values) => (values === null ? 0 : largestMagnitude(values))),
      )
      paintSigned(pinned.current, otherTiles.layout, before, scale)
      paintSigned(now.current, tiles.layout, after, scale)
      const changes = before && after && isSame ? differenceOf(before, after) : null
      const most = changes === null ? 0 : largestMagnitude(changes)
      paintSigned(difference.current, tiles.layout, changes, most)
      writeText(range.current, `±${format.value(scale)}`)
      if (differenceRange.current !== null) {
        differenceRange.current.textContent =
          changes === null ? ' ' : most === 0 ? t('none') : `±${format.value(most)}`
      }
    },
    [pin, kept, layer, tiles, otherTiles, isSame, format, t],
  )
  usePainted(whatLayerShows, paint)
  const shared = { plane: layer.name, layout: tiles.layout, zoom: tiles.zoom, isPointable: true }
  return (
    <section
      className="compare-layer"
      aria-label={layer.name}
      data-testid={`compare-${layer.name}`}
    >
      <p className="compare-name">
        <strong>{layer.name}</strong> {isSame && <span className="quiet">{size}</span>}{' '}
        <span ref={range} className="quiet" />
      </p>
      <div className="compare-row">
        <CompareMaps
          {...shared}
          canvas={pinned}
          label={t('picture.pinned', { layer: layer.name })}
          layout={otherTiles.layout}
          zoom={otherTiles.zoom}
          isPointable={isSame}
        />
        <CompareMaps {...shared} canvas={now} label={t('picture.now', { layer: layer.name })} />
        {isSame ? (
          <div>
            <CompareMaps
              {...shared}
              canvas={difference}
              label={t('picture.difference', { layer: layer.name })}
            />
            <span ref={differenceRange} className="quiet compare-range" />
          </div>
        ) : (
          <p className="quiet">{t('otherShape', { pinned: otherSize, now: size })}</p>
        )}
      </div>
    </section>
  )
}
