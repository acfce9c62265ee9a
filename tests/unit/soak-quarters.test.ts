import { expect, it } from 'vitest'
import { passingTime } from '../soak/passing-time'
import { compareQuarters, type Sample } from '../soak/quarters'

const samples = (held: (look: number) => number, speed: (look: number) => number): Sample[] =>
  Array.from({ length: 16 }, (_, look) => ({
    images: look,
    imagesPerSecond: speed(look),
    held: { heap: held(look) },
  }))

it('compares the last quarter of a long run with the second, and its speed with the first', () => {
  const steady = compareQuarters(
    samples(
      (look) => (look < 4 ? 50 : 100),
      () => 900,
    ),
  )
  expect(steady).toEqual([
    { what: 'heap', before: 100, after: 100, ratio: 1, isFine: true },
    { what: 'images/s', before: 900, after: 900, ratio: 1, isFine: true },
  ])
})

it('finds what grows and what slows down', () => {
  const [heap, speed] = compareQuarters(
    samples(
      (look) => 100 + look,
      (look) => 1000 - 10 * look,
    ),
  )
  expect(heap).toMatchObject({ before: 105.5, after: 113.5, isFine: false })
  expect(speed).toMatchObject({ before: 985, after: 865, isFine: false })
})

it('says that nothing which stays nothing has not grown, and refuses a run too short to tell', () => {
  const none = samples(
    () => 0,
    () => 1,
  )
  expect(compareQuarters(none)[0]).toMatchObject({ ratio: 1, isFine: true })
  expect(() => compareQuarters(none.slice(0, 7))).toThrow('needs 8 samples, got 7')
})

it('finds when a run had trained so many images, between two looks', () => {
  const looks = [
    { time: 100, images: 0 },
    { time: 200, images: 400 },
    { time: 300, images: 400 },
    { time: 500, images: 1000 },
  ]
  expect(passingTime(looks, 100)).toBe(125)
  expect(passingTime(looks, 400)).toBe(200)
  expect(passingTime(looks, 700)).toBe(400)
  expect(passingTime(looks, 1001)).toBeNull()
  expect(passingTime(looks.slice(2), 400)).toBeNull()
})
