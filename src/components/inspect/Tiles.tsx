import type { CSSProperties, ReactNode } from 'react'
import type { TileLayout } from './tile-layout'

interface TilesProps {
  readonly layout: TileLayout
  /** Screen pixels a unit; what the style sheet says of the layer, unless told. */
  readonly zoom?: number | undefined
  readonly children: ReactNode
}

/** The box that a picture of maps and the marks over it fill. */
export function Tiles({ layout, zoom, children }: TilesProps) {
  const size: CSSProperties & Record<`--${string}`, number> = {
    '--units-wide': layout.width,
    '--units-high': layout.height,
    ...(zoom !== undefined && { '--zoom': zoom }),
  }
  return (
    <div className="layer-tiles" style={size}>
      {children}
    </div>
  )
}
