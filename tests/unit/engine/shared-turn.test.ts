import { describe, expect, it } from 'vitest'
import { HELPER_WATCH, SharedTurn } from '../../../src/engine/simd/shared-turn'

/** Both sides of one word; what the other thread does meanwhile, the test does beforehand. */
function bothSides() {
  const word = new Int32Array(new SharedArrayBuffer(4))
  return { engine: new SharedTurn(word), helper: new SharedTurn(word) }
}

describe('SharedTurn', () => {
  it('has the helper sent a message at first, and none while it watches', () => {
    const { engine, helper } = bothSides()
    expect(engine.begin()).toBe(false)
    expect(helper.finish()).toBe(false)
    expect(engine.isDone()).toBe(true)
    expect(engine.begin()).toBe(true)
    expect(helper.hasMore()).toBe(true)
  })

  it('has the helper sent a message once it has watched for nothing', () => {
    const { engine, helper } = bothSides()
    engine.begin()
    helper.finish()
    const start = performance.now()
    expect(helper.hasMore()).toBe(false)
    expect(performance.now() - start).toBeGreaterThanOrEqual(HELPER_WATCH)
    expect(engine.isDone()).toBe(true)
    expect(engine.begin()).toBe(false)
  })

  it('has the engine sent a message once it has watched for nothing', () => {
    const { engine, helper } = bothSides()
    engine.begin()
    expect(engine.isDone()).toBe(false)
    expect(helper.finish()).toBe(true)
    expect(engine.begin()).toBe(true)
    expect(helper.finish()).toBe(false)
  })

  it('sends a helper that watches to its messages', () => {
    const { engine, helper } = bothSides()
    engine.begin()
    helper.finish()
    engine.sleep()
    expect(helper.hasMore()).toBe(false)
    expect(engine.begin()).toBe(false)
  })

  it('leaves a job that is under way', () => {
    const { engine, helper } = bothSides()
    engine.begin()
    engine.sleep()
    expect(engine.isDone()).toBe(false)
    expect(helper.finish()).toBe(true)
  })
})
