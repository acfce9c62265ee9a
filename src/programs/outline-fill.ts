import type { InkImage } from '../core/ink/drawing'

/** Closed lines, each x0, y0, x1, y1, … with y down. */
export type Outline = readonly (readonly number[])[]

/** Paper around the filled outline, of the image's side. */
const MARGIN = 1 / 16

/**
 * Fills an outline by the nonzero winding rule, fitted into an image with its aspect kept.
 *
 * @returns Ink 1 where a pixel's middle is inside and 0 elsewhere: whoever shrinks it smooths it.
 */
export function fillOutline(outline: Outline, side: number): InkImage {
  const ink = new Float32Array(side * side)
  const fitted = fit(outline, side)
  for (let row = 0; row < side; row++) {
    let winding = 0
    const crossings = crossingsOf(fitted, row + 0.5)
    for (const [index, { x, way }] of crossings.entries()) {
      winding += way
      const next = crossings[index + 1]
      if (winding === 0 || next === undefined) continue
      const [first, end] = [Math.ceil(x - 0.5), Math.ceil(next.x - 0.5)]
      ink.fill(1, row * side + first, row * side + Math.max(first, end))
    }
  }
  return { side, ink }
}

/** Where the outline crosses a height, from left to right, and whether downwards (1) or up (−1). */
function crossingsOf(outline: Outline, y: number): { x: number; way: number }[] {
  const crossings: { x: number; way: number }[] = []
  for (const points of outline) {
    for (let index = 0; index < points.length; index += 2) {
      const [x0, y0] = [points[index]!, points[index + 1]!]
      const next = (index + 2) % points.length
      const [x1, y1] = [points[next]!, points[next + 1]!]
      if (y0 <= y === y1 <= y) continue
      crossings.push({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), way: y0 < y1 ? 1 : -1 })
    }
  }
  return crossings.sort((a, b) => a.x - b.x)
}

/** The outline in pixels of the image, its longer side between the margins and the other centred. */
function fit(outline: Outline, side: number): Outline {
  const along = (axis: number): { middle: number; length: number } => {
    const values = outline.flatMap((points) => points.filter((_, index) => index % 2 === axis))
    const [least, most] = [Math.min(...values), Math.max(...values)]
    return { middle: (least + most) / 2, length: most - least }
  }
  const axes = [along(0), along(1)]
  const scale = (side * (1 - 2 * MARGIN)) / Math.max(...axes.map(({ length }) => length))
  return outline.map((points) =>
    points.map((value, index) => side / 2 + (value - axes[index % 2]!.middle) * scale),
  )
}
