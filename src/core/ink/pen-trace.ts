import type { InkImage } from './drawing'
import type { PenStrokes } from './pen-strokes'
import { neighbourSteps, skeleton } from './skeleton'

/** Pixels on either side over which a traced line is averaged, to lose the steps of its pixels. */
const SMOOTHED = 2

/**
 * The strokes that a pen could have drawn filled ink with: its skeleton, cut at ends and crossings.
 *
 * @param ink - Lines some pixels wide, with paper around.
 * @returns Strokes in pixels of the image; empty without ink. Every skeleton pixel is on one.
 */
export function penTrace(ink: InkImage): PenStrokes {
  const { side } = ink
  const on = skeleton(ink)
  const links = linksOf(on, side)
  const isKnot = (at: number): boolean => links.get(at)!.length !== 2
  const used = new Set<number>()
  const linkName = (a: number, b: number): number => Math.min(a, b) * side * side + Math.max(a, b)
  const paths: number[][] = []
  const walk = (from: number, to: number): void => {
    if (used.has(linkName(from, to))) return
    const path = [from]
    let [before, here] = [from, to]
    for (;;) {
      used.add(linkName(before, here))
      path.push(here)
      if (isKnot(here)) break
      const next = links.get(here)!.find((other) => other !== before)!
      if (used.has(linkName(here, next))) break // once around
      ;[before, here] = [here, next]
    }
    paths.push(path)
  }
  const pixels = [...links.keys()]
  // Knots first; what they leave is rings.
  for (const at of [...pixels.filter(isKnot), ...pixels]) {
    const near = links.get(at)!
    if (near.length === 0) paths.push([at])
    for (const to of near) walk(at, to)
  }
  return paths.map((path) => smoothed(path, side))
}

/** Linked pixels: side by side, or corner to corner where no pixel leads around the corner. */
function linksOf(on: Uint8Array, side: number): Map<number, number[]> {
  const around = neighbourSteps(side)
  const links = new Map<number, number[]>()
  for (let at = on.indexOf(1); at !== -1; at = on.indexOf(1, at + 1)) {
    const near = around.filter((step, index) => {
      if (on[at + step] === 0) return false
      const isCorner = index % 2 === 1
      const turns = [around[(index + 7) % 8]!, around[(index + 1) % 8]!]
      return !(isCorner && turns.some((turn) => on[at + turn] === 1))
    })
    links.set(
      at,
      near.map((step) => at + step),
    )
  }
  return links
}

/** Middles of pixels, averaged along the path; the ends stay. */
function smoothed(path: readonly number[], side: number): number[] {
  const last = path.length - 1
  return path.flatMap((_, place) => {
    const reach = Math.min(SMOOTHED, place, last - place)
    const window = path.slice(place - reach, place + reach + 1)
    const mean = (value: (at: number) => number): number =>
      window.reduce((sum, at) => sum + value(at), 0) / window.length
    return [mean((at) => (at % side) + 0.5), mean((at) => Math.floor(at / side) + 0.5)]
  })
}
