import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import type { WideLayerValues } from '../../core/network/sweep'
import type { NumberReading } from '../../worker/protocol'
import { inkColourOf } from '../draw/ink-picture'
import { useSeenTheme } from '../use-document-view'
import type { RibbonPicture } from './ribbon-picture'

interface RibbonProps {
  readonly layer: WideLayerValues
  readonly sweep: NumberReading['sweep']
  /** Of the paper, in pad units. */
  readonly paper: number
  /** Given the strip's colour, which follows the theme. */
  readonly picture: (colour: string) => RibbonPicture
  readonly caption: ReactNode
  /** What the picture shows, for screen readers. */
  readonly label: string
  /** Laid over the ribbon. */
  readonly children?: ReactNode
}

/** One layer as a strip under the writing, each column where the ink lies that it was computed from. */
export function Ribbon({ layer, sweep, paper, picture, caption, label, children }: RibbonProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useSeenTheme()
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const { width, height, pixels } = picture(inkColourOf(element))
    element.width = width
    element.height = height
    const image = new ImageData(new Uint8ClampedArray(pixels.buffer), width, height)
    element.getContext('2d')?.putImageData(image, 0, 0)
  }, [picture, theme])
  const place: CSSProperties & Record<`--${string}`, number> = {
    '--left': (sweep.left + layer.left * sweep.pixel) / paper,
    '--width': (layer.width * layer.step * sweep.pixel) / paper,
  }
  return (
    <figure className="ribbon" data-testid={`ribbon-${layer.name}`} data-layer={layer.name}>
      <figcaption>{caption}</figcaption>
      <div className="ribbon-strip">
        <canvas ref={canvas} style={place} role="img" aria-label={label} />
        {children}
      </div>
    </figure>
  )
}
