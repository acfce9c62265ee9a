import type { RandomSource } from '../../src/core/random'

/** An integer from 0 to `end`, which is excluded. */
export const below = (random: RandomSource, end: number): number => Math.floor(random() * end)

/** @param items - One at least. */
export const pick = <Item>(random: RandomSource, items: readonly Item[]): Item =>
  items[below(random, items.length)]!
