import type { CSSProperties } from 'react'
import { type KernelLayout, type KernelPlace, kernelOrigin } from './kernel-layout'

interface KernelMarkerProps {
  readonly layout: KernelLayout
  readonly place: KernelPlace
}

/** The frame's own margin is 1. */
const BORDER = 2

/** A frame around the kernel that is pointed at, or whose unit is shown large. */
export function KernelMarker({ layout, place }: KernelMarkerProps) {
  const { x, y } = kernelOrigin(layout, place)
  const { zoom, tile } = layout
  const style: CSSProperties = {
    left: x * zoom + 1 - BORDER,
    top: y * zoom + 1 - BORDER,
    width: tile.width * zoom + 2 * BORDER,
    height: tile.height * zoom + 2 * BORDER,
  }
  return <span className="term-marker" style={style} aria-hidden="true" />
}
