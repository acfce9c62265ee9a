import { expect, it } from 'vitest'
import { AwakeTime } from '../../src/core/awake-time'

it('AwakeTime adds up what passes from look to look', () => {
  const time = new AwakeTime(1000, 500)
  expect(time.look(1500)).toBe(500)
  expect(time.look(2100)).toBe(1100)
  time.restart(3000)
  expect(time.look(3400)).toBe(400)
})

it('AwakeTime counts a gap for no more than two looks, and a clock that is set back for nothing', () => {
  const time = new AwakeTime(0, 500)
  expect(time.look(8 * 3600 * 1000)).toBe(1000)
  expect(time.look(5000)).toBe(1000)
  expect(time.look(5500)).toBe(1500)
})
