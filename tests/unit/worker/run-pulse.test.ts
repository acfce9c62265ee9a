import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RunPulse } from '../../../src/worker/run-pulse'

const FIRST = 180_000
const RESTING = 30_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A pulse on a clock that the test sets, and what it has told. */
function pulse() {
  const beats: number[] = []
  let now = 0
  const run = new RunPulse(
    (patience) => beats.push(patience),
    () => now,
  )
  const work = (kind: 'step' | 'chunk', milliseconds: number) => {
    run.begin(kind)
    now += milliseconds
    run.end()
  }
  return { run, beats, work }
}

it('gives the first step of an engine minutes, and then never less than eight seconds', () => {
  const { run, beats, work } = pulse()
  run.engineStarts()
  work('step', 12_000)
  for (let step = 0; step < 4000; step++) work('step', 1)
  expect(beats.slice(0, 3)).toEqual([FIRST, FIRST, 240_000])
  expect(beats.at(-1)).toBe(8000)
  // Twelve seconds, then four: one beat at once, one each half a second.
  expect(beats.length).toBeLessThanOrEqual(12)
})

it('gives slow steps twenty times their median', () => {
  const { run, beats, work } = pulse()
  run.engineStarts()
  for (const took of [9000, 600, 400, 800, 600, 600]) work('step', took)
  run.begin('step')
  expect(beats.at(-1)).toBe(12_000)
})

it('tells at once when other work begins, and measures each kind by itself', () => {
  const { run, beats, work } = pulse()
  run.engineStarts()
  work('step', 10)
  work('step', 10)
  work('chunk', 700)
  work('chunk', 700)
  run.begin('step')
  expect(beats).toEqual([FIRST, FIRST, 8000, 30_000, 14_000, 8000])
})

it('does not leave the minutes of a first step to the second', () => {
  const { run, beats, work } = pulse()
  run.engineStarts()
  work('step', 3)
  run.begin('step')
  expect(beats).toEqual([FIRST, FIRST, 8000])
})

it('says every few seconds that it is there while the run waits, and no longer', () => {
  const { run, beats } = pulse()
  run.rest()
  run.rest()
  expect(beats).toEqual([RESTING, RESTING])
  vi.advanceTimersByTime(60_000)
  expect(beats).toEqual(Array.from({ length: 14 }, () => RESTING))
  run.begin('step')
  vi.advanceTimersByTime(60_000)
  expect(beats.slice(14)).toEqual([FIRST])
  run.rest()
  run.close()
  vi.advanceTimersByTime(60_000)
  expect(beats.slice(15)).toEqual([RESTING])
})

it('forgets what an engine took that is left', () => {
  const { run, beats, work } = pulse()
  work('step', 30)
  run.begin('step')
  expect(beats).toEqual([FIRST, 8000])
  run.engineStarts()
  run.begin('step')
  expect(beats.slice(2)).toEqual([FIRST, FIRST])
})
