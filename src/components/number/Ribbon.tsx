import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import type { LayerName } from '../../core/network/description'
import type { WideLayerValues } from '../../core/network/sweep'
import type { NumberReading } from '../../worker/protocol'
import { inkColourOf } from '../draw/ink-picture'
import { useSeenTheme } from '../use-document-view'
import { useRestoredCanvases } from '../use-restored-canvases'
import type { RibbonPicture } from './ribbon-picture'

interface RibbonProps extends RibbonStripProps {
  readonly caption: ReactNode
}

interface BareRibbonProps {
  readonly name: LayerName
  readonly caption: ReactNode
  readonly children?: ReactNode
}

interface RibbonStripProps {
  readonly layer: WideLayerValues
  readonly sweep: NumberReading['sweep']
  /** Of the paper, in pad units. */
  readonly paper: number
  /** Given the strip's colour, which follows the theme. */
  readonly picture: (colour: string) => RibbonPicture
  /** What the picture shows, for screen readers. */
  readonly label: string
  /** Laid over the ribbon. */
  readonly children?: ReactNode
}

/** A layer's place: what there is before anything was written, so that nothing moves then. */
export function BareRibbon({ name, caption, children }: BareRibbonProps) {
  return (
    <figure className="ribbon" data-testid={`ribbon-${name}`} data-layer={name}>
      <figcaption>{caption}</figcaption>
      <div className="ribbon-strip">{children}</div>
    </figure>
  )
}

/** One layer as a strip under the writing, each column where the ink lies that it was computed from. */
export function Ribbon({ caption, children, ...strip }: RibbonProps) {
  return (
    <BareRibbon name={strip.layer.name} caption={caption}>
      <RibbonStrip {...strip} />
      {children}
    </BareRibbon>
  )
}

function RibbonStrip({ layer, sweep, paper, picture, label }: RibbonStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useSeenTheme()
  const restored = useRestoredCanvases()
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const { width, height, pixels } = picture(inkColourOf(element))
    element.width = width
    element.height = height
    const image = new ImageData(new Uint8ClampedArray(pixels.buffer), width, height)
    element.getContext('2d')?.putImageData(image, 0, 0)
  }, [picture, theme, restored])
  const place: CSSProperties & Record<`--${string}`, number> = {
    '--left': (sweep.left + layer.left * sweep.pixel) / paper,
    '--width': (layer.width * layer.step * sweep.pixel) / paper,
  }
  return <canvas ref={canvas} style={place} role="img" aria-label={label} />
}
