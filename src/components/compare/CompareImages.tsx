import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IMAGE_SIDE } from '../../core/network/description'
import { leastEvidence } from '../../store/answer'
import type { LabState } from '../../store/lab-store'
import { createInkBitmap, inkColourOf } from '../draw/ink-picture'
import type { Pin } from '../inspect/inspection'
import { paintSigned } from '../inspect/paint-signed'
import { tileLayout } from '../inspect/tile-layout'
import { useSeenTheme } from '../use-document-view'
import { usePainted } from '../use-painted'
import { CompareMaps } from './CompareMaps'
import { comparisonOf, differenceOf, type Kept } from './comparison'

interface CompareImagesProps {
  readonly pin: Pin
  readonly kept: Kept
  readonly column: number
}

const LAYOUT = tileLayout({ maps: 1, side: IMAGE_SIDE })
const LARGEST_ZOOM = 4

const whatImagesShow = (state: LabState) => [state.reading, leastEvidence(state)] as const

/** The two drawings as the networks are given them, and where one has more ink. */
export function CompareImages({ pin, kept, column }: CompareImagesProps) {
  const { t } = useTranslation('compare')
  const theme = useSeenTheme()
  const pinned = useRef<HTMLCanvasElement>(null)
  const now = useRef<HTMLCanvasElement>(null)
  const difference = useRef<HTMLCanvasElement>(null)
  const paint = useMemo(() => {
    const inkBitmap = createInkBitmap()
    const paintInk = (canvas: HTMLCanvasElement | null, ink: Float32Array | null) => {
      const context = canvas?.getContext('2d')
      if (!canvas || !context) return
      context.clearRect(0, 0, IMAGE_SIDE, IMAGE_SIDE)
      if (ink === null) return
      context.drawImage(inkBitmap({ side: IMAGE_SIDE, ink }, inkColourOf(canvas)), 0, 0)
    }
    return ([reading, least]: ReturnType<typeof whatImagesShow>) => {
      const comparison = comparisonOf(pin, kept, reading, least)
      const after = comparison.now?.image ?? null
      paintInk(pinned.current, comparison.pinned.image)
      paintInk(now.current, after)
      const changes = after && differenceOf(comparison.pinned.image, after)
      paintSigned(difference.current, LAYOUT, changes, 1)
    }
    // Another theme has another ink.
  }, [pin, kept, theme])
  usePainted(whatImagesShow, paint)
  const zoom = Math.max(1, Math.min(LARGEST_ZOOM, Math.floor(column / IMAGE_SIDE)))
  const shared = { plane: 'image', layout: LAYOUT, zoom, isPointable: true } as const
  const picture = (name: 'pinned' | 'now' | 'difference') =>
    t(`picture.${name}`, { layer: t('image') })
  return (
    <section className="compare-layer" aria-label={t('image')}>
      <p className="compare-name">
        <strong>{t('image')}</strong> <span className="quiet">32×32</span>
      </p>
      <div className="compare-row compare-inks">
        <CompareMaps {...shared} canvas={pinned} label={picture('pinned')} />
        <CompareMaps {...shared} canvas={now} label={picture('now')} />
        <CompareMaps {...shared} canvas={difference} label={picture('difference')} />
      </div>
    </section>
  )
}
