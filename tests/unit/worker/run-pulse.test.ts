import { expect, it } from 'vitest'
import { RunPulse } from '../../../src/worker/run-pulse'

const FIRST = 180_000

/** A pulse on a clock that the test sets, and what it has told. */
function pulse() {
  const beats: (number | null)[] = []
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

it('gives the first step of an engine minutes, and then never less than five seconds', () => {
  const { run, beats, work } = pulse()
  run.engineStarts()
  work('step', 12_000)
  for (let step = 0; step < 4000; step++) work('step', 1)
  expect(beats.slice(0, 3)).toEqual([FIRST, FIRST, 5000 * 48])
  expect(beats.at(-1)).toBe(5000)
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
  expect(beats).toEqual([FIRST, FIRST, 30_000, 14_000, 5000])
})

it('asks for no patience while the run waits, and forgets what an engine took that is left', () => {
  const { run, beats, work } = pulse()
  run.rest()
  expect(beats).toEqual([null])
  work('step', 30)
  run.rest()
  run.begin('step')
  expect(beats.slice(1)).toEqual([FIRST, null, 5000])
  run.engineStarts()
  run.begin('step')
  expect(beats.slice(4)).toEqual([FIRST, FIRST])
})
