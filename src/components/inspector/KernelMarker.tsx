import type { CSSProperties } from 'react'
import { type KernelLayout, type KernelPlace, kernelOrigin } from './kernel-layout'

interface KernelMarkerProps {
  readonly layout: KernelLayout
  readonly place: KernelPlace
}

/** A frame around the kernel that is pointed at. */
export function KernelMarker({ layout, place }: KernelMarkerProps) {
  const { x, y } = kernelOrigin(layout, place)
  const { zoom, tile } = layout
  const style: CSSProperties = {
    left: x * zoom,
    top: y * zoom,
    width: tile.width * zoom,
    height: tile.height * zoom,
  }
  return <span className="term-marker" style={style} aria-hidden="true" />
}
