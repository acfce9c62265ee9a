import { type ReactNode, type RefObject, useId } from 'react'
import type { Plane } from '../../core/explain/unit'
import type { TileLayout } from './tile-layout'
import { UnitMarker } from './UnitMarker'
import { useUnitPointing } from './use-unit-pointing'

interface PointedCanvasProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly plane: Plane
  readonly layout: TileLayout
  /** What the picture shows, for screen readers. */
  readonly label: string
  /** What keys do on it, likewise. */
  readonly keys: string
  /** What else describes it: an element's id. */
  readonly describedBy?: string
  readonly testId?: string
  readonly className?: string
  /** Whether this is the layer that is open, not one among all. */
  readonly isByItself?: boolean
  /** In picture pixels, where not one a unit. */
  readonly side?: number
  /** Marks over the picture, below the frame of the unit that is pointed at. */
  readonly children?: ReactNode
}

/** A plane's picture whose units are pointed at by pointer and arrow keys; its box says how large it is. */
export function PointedCanvas(props: PointedCanvasProps) {
  const { canvas, plane, layout, label, keys, describedBy, testId, className, side } = props
  const help = useId()
  const pointing = useUnitPointing(plane, layout, props.isByItself ?? false)
  return (
    <>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is drawn on a canvas and takes arrow keys */}
      <canvas
        ref={canvas}
        className={className}
        data-testid={testId}
        width={side ?? layout.width}
        height={side ?? layout.height}
        tabIndex={0}
        role="application"
        aria-label={label}
        aria-describedby={describedBy === undefined ? help : `${describedBy} ${help}`}
        {...pointing}
      />
      {props.children}
      <UnitMarker plane={plane} layout={layout} />
      <span id={help} hidden>
        {keys}
      </span>
    </>
  )
}
