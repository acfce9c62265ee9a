import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatchSide } from '../../core/explain/occlusion'
import { IMAGE_SIDE } from '../../core/network/description'
import { useInspection } from '../inspect/inspection'
import { PointedCanvas } from '../inspect/PointedCanvas'
import { tileLayout } from '../inspect/tile-layout'
import { useRestoredCanvases } from '../use-restored-canvases'

/** One map of 32×32. */
export const PIXEL_LAYOUT = tileLayout({ maps: 1, side: IMAGE_SIDE })

interface PixelMapProps {
  /** What the picture shows, for screen readers. */
  readonly label: string
  readonly testId: string
  /** Paints 32×32 picture pixels; another function paints anew. */
  readonly paint: (context: CanvasRenderingContext2D) => void
  /** Side of the square that is framed around the pixel pointed at. */
  readonly patch?: PatchSide
  /** Drawn over the colours, in pixels of the image. */
  readonly children?: ReactNode
}

/** A picture of the 32×32 pixels, each to be pointed at; the same one is marked in every such picture. */
export function PixelMap({ label, testId, paint, patch = 1, children }: PixelMapProps) {
  const { t } = useTranslation('why')
  const canvas = useRef<HTMLCanvasElement>(null)
  const restored = useRestoredCanvases()
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context) paint(context)
  }, [paint, restored])
  return (
    <div className="pixel-map">
      <PointedCanvas
        canvas={canvas}
        plane="image"
        layout={PIXEL_LAYOUT}
        label={label}
        keys={t('keys')}
        testId={testId}
      >
        <svg className="pixel-marks" viewBox={`0 0 ${IMAGE_SIDE} ${IMAGE_SIDE}`} aria-hidden="true">
          {children}
          {patch > 1 && <PatchFrame side={patch} />}
        </svg>
      </PointedCanvas>
    </div>
  )
}

/** The square of paper around the pixel that is pointed at. */
function PatchFrame({ side }: { readonly side: PatchSide }) {
  const pixel = useInspection(({ pointed }) => (pointed?.plane === 'image' ? pointed : null))
  if (pixel === null) return null
  const reach = (side - 1) / 2
  return (
    <rect
      className="patch-frame"
      x={pixel.column - reach}
      y={pixel.row - reach}
      width={side}
      height={side}
    />
  )
}
