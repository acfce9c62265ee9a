import type { InkImage } from './drawing'

/** Ink at which a pixel counts as written. */
const WRITTEN = 0.5

/**
 * Thins ink to lines of one pixel: Zhang and Suen's two alternating passes, until nothing changes.
 *
 * @returns `side × side`, 1 on a line and 0 elsewhere; the outermost pixels count as paper.
 * @see T. Y. Zhang, C. Y. Suen, "A fast parallel algorithm for thinning digital patterns", 1984.
 */
export function skeleton({ side, ink }: InkImage): Uint8Array {
  const on = new Uint8Array(side * side)
  const written: number[] = []
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const at = y * side + x
      if (!(ink[at]! >= WRITTEN)) continue
      on[at] = 1
      written.push(at)
    }
  }
  const around = neighbourSteps(side)
  let left = written
  for (let changed = true; changed; ) {
    changed = false
    for (const second of [false, true]) {
      for (const at of left.filter((at) => isPeeled(on, at, around, second))) {
        // Once more, as things stand now: taken at once, the pixels of a 2×2 block would all go.
        if (!isPeeled(on, at, around, second)) continue
        on[at] = 0
        changed = true
      }
      left = left.filter((at) => on[at] === 1)
    }
  }
  return on
}

/** Steps to the eight pixels around: up first, then clockwise. */
export const neighbourSteps = (side: number): readonly number[] => [
  -side,
  -side + 1,
  1,
  side + 1,
  side,
  side - 1,
  -1,
  -side - 1,
]

/** Whether a pass takes the pixel away: it lies on the rim, is no end and holds nothing together. */
function isPeeled(on: Uint8Array, at: number, around: readonly number[], second: boolean): boolean {
  let inked = 0
  let rises = 0
  for (let step = 0; step < 8; step++) {
    const here = on[at + around[step]!]!
    inked += here
    if (here === 0 && on[at + around[(step + 1) % 8]!] === 1) rises++
  }
  if (inked < 2 || inked > 6 || rises !== 1) return false
  const up = on[at + around[0]!]!
  const right = on[at + around[2]!]!
  const down = on[at + around[4]!]!
  const left = on[at + around[6]!]!
  return second
    ? up * right * left === 0 && up * down * left === 0
    : up * right * down === 0 && right * down * left === 0
}
