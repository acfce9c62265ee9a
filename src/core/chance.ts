import type { RandomSource } from './random'

/** Uniform in [least, most). */
export const between = (random: RandomSource, least: number, most: number): number =>
  least + (most - least) * random()

/** A whole number in least..most, both included. */
export const wholeBetween = (random: RandomSource, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))

/** Standard normal (Box and Muller 1958); takes two numbers of the stream. */
export const normal = (random: RandomSource): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** One of the items, each as likely. @throws {RangeError} If there are none. */
export function oneOf<Item>(random: RandomSource, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError(`oneOf: needs items, got ${items.length}`)
  return item
}
