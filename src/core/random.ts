/** The next number of a stream, uniform in [0, 1). Everything random takes one as a parameter. */
export type RandomSource = () => number

/**
 * A seeded stream of numbers: the same seed gives the same stream on every machine.
 *
 * @param seed - Any integer; only its lowest 32 bits count.
 * @see Tommy Ettinger's Mulberry32, a 32-bit generator with period 2³².
 */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0
  return () => {
    state = (state + STEP) >>> 0
    return mixed(state) / 2 ** 32
  }
}

/** Writes the beginning of a seed's stream, spread over -1..1 (1 excluded); takes no memory. */
export function fillSigned(target: Float64Array, seed: number): void {
  let state = seed >>> 0
  for (let place = 0; place < target.length; place++) {
    state = (state + STEP) >>> 0
    target[place] = mixed(state) / 2 ** 31 - 1
  }
}

const STEP = 0x6d2b79f5

/** An integer, 0..2³²-1. */
function mixed(state: number): number {
  let mix = Math.imul(state ^ (state >>> 15), state | 1)
  mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61)
  return (mix ^ (mix >>> 14)) >>> 0
}

/**
 * A seed for a purpose of its own ("epoch 3", "validation split"), so that one purpose drawing more
 * numbers never moves another's.
 */
export function derivedSeed(seed: number, ...path: readonly number[]): number {
  return path.reduce((mixed, part) => {
    const product = Math.imul(mixed ^ (part + 0x9e3779b9), 0x85ebca6b)
    return (product ^ (product >>> 13)) >>> 0
  }, seed >>> 0)
}

/** Shuffles in place (Fisher–Yates) and returns the same array. */
export function shuffle<Items extends Uint32Array | number[]>(
  items: Items,
  random: RandomSource,
): Items {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = items[last]!
    items[last] = items[other]!
    items[other] = kept
  }
  return items
}
