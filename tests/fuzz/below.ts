import type { RandomSource } from '../../src/core/random'

/** An integer from 0 to `end`, which is excluded. */
export const below = (random: RandomSource, end: number): number => Math.floor(random() * end)
