import { expect, it } from 'vitest'
import { CLASSES, layerNamed, valuesPerImage } from '../../../src/core/network/description'
import { CODE_HEIGHT, CODE_WIDTH, DIGIT_CODES } from '../../../src/core/network/digit-codes'
import { LENET5_1998 } from '../../../src/core/network/variants'

it('gives each digit a bitmap of ±1 that fills F6', () => {
  expect(DIGIT_CODES).toHaveLength(CLASSES)
  const units = valuesPerImage(layerNamed(LENET5_1998, 'F6'))
  expect(CODE_WIDTH * CODE_HEIGHT).toBe(units)
  for (const code of DIGIT_CODES) {
    expect(code).toHaveLength(units)
    expect(code.every((value) => value === 1 || value === -1)).toBe(true)
  }
})

it('keeps any two codes 17 pixels apart or more', () => {
  const apart = DIGIT_CODES.flatMap((a, digit) =>
    DIGIT_CODES.slice(digit + 1).map((b) => a.filter((value, i) => value !== b[i]).length),
  )
  expect(apart).toHaveLength(45)
  expect(Math.min(...apart)).toBe(17)
})

it('draws a one: a stem of two columns on a foot', () => {
  const one = DIGIT_CODES[1]!
  const row = (y: number) => one.slice(y * CODE_WIDTH, (y + 1) * CODE_WIDTH)
  expect(row(5)).toEqual([-1, -1, -1, 1, 1, -1, -1])
  expect(row(11)).toEqual([-1, 1, 1, 1, 1, 1, 1])
})
