import { type BoundedSetting, isWithinBounds } from '../../core/recipe/settings'

/** What a learner types is a plain decimal number or one with an exponent, nothing else. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * The number that a text stands for, full-width digits of an input method included.
 *
 * @returns Null where the text is no number. "1,000" is none: it means 1 in half of the world.
 */
export function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  return NUMBER.test(plain) ? Number(plain) : null
}

/** The setting's value that a text stands for, or null where it may not have that value. */
export function readSetting(setting: BoundedSetting, text: string): number | null {
  const value = readNumber(text)
  return value !== null && isWithinBounds(setting, value) ? value : null
}
