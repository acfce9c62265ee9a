import { expect, it } from 'vitest'
import { type InterruptedRun, RunContinuation } from '../../../src/store/run-continuation'

const WEBGL: InterruptedRun = { choice: 'auto', engine: 'webgl', step: 40, wasHeard: true }

/** What a run goes on with when it is interrupted like this again and again, on each engine in turn. */
function engines(run: InterruptedRun): string[] {
  const continuation = new RunContinuation()
  const names: string[] = []
  let { engine } = run
  for (;;) {
    const next = continuation.next({ ...run, engine })
    if (next === null) return names
    names.push(next.engine)
    if (engine !== null && next.engine !== 'auto') engine = next.engine
    if (names.length > 20) throw new Error('engines: it never ends')
  }
}

it('goes on twice on the same engine, then on the next, and gives up after the last', () => {
  expect(engines(WEBGL)).toEqual([
    'webgl',
    'webgl',
    'simd',
    'simd',
    'simd',
    'wasm',
    'wasm',
    'wasm',
    'cpu',
    'cpu',
    'cpu',
  ])
  expect(engines({ ...WEBGL, engine: 'wasm' }).slice(2, 6)).toEqual(['simd', 'simd', 'simd', 'cpu'])
})

it('never ends for a run that comes further each time', () => {
  const continuation = new RunContinuation()
  for (let step = 1; step < 100; step++) {
    expect(continuation.next({ ...WEBGL, step })).toEqual({ engine: 'webgl', isNew: true })
  }
})

it('tells trouble once until the run has come further', () => {
  const continuation = new RunContinuation()
  const isNew = (step: number) => continuation.next({ ...WEBGL, step })!.isNew
  expect([isNew(40), isNew(40), isNew(40), isNew(41)]).toEqual([true, false, false, true])
  continuation.reset()
  expect(isNew(40)).toBe(true)
})

it('gives up soon where no worker starts', () => {
  expect(engines({ choice: 'auto', engine: null, step: 0, wasHeard: false })).toEqual([
    'auto',
    'auto',
  ])
})

it('goes from a choice that never started to an engine that may', () => {
  const run: InterruptedRun = { choice: 'webgl', engine: null, step: 0, wasHeard: true }
  const continuation = new RunContinuation()
  const names = Array.from({ length: 3 }, () => continuation.next(run)?.engine)
  expect(names).toEqual(['webgl', 'webgl', 'simd'])
})
