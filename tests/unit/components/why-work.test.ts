import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWhy, keepExplained, rivalOf, SETTLE_MS } from '../../../src/components/why/why-work'
import { drawingFromPenStrokes } from '../../../src/core/ink/pen-strokes'
import type { WhyQuestion } from '../../../src/worker/protocol'
import { openLab } from '../store/lab-ports-double'

const NO_GRADIENTS = new Float32Array(10_240)

const drawing = (height: number) => drawingFromPenStrokes([[0, 0, 10, 0, 4, height]], 18)

/** A page with an answer, its panel, and what the panel asked for. */
async function openWhy() {
  const { store } = openLab()
  store.getState().variantChosen('modern')
  await vi.advanceTimersByTimeAsync(1)
  const asked: string[] = []
  store.setState({
    whyAsked: async (question: WhyQuestion, reading) => {
      if (question.kind === 'change') {
        asked.push(`change ${question.wanted}`)
        return { kind: 'change', found: null }
      }
      asked.push(`maps ${question.patch}`)
      const logits = reading.layers.at(-1)!.pre
      return { kind: 'maps', logits, covered: new Float32Array(10_240), gradients: NO_GRADIENTS }
    },
  })
  const why = createWhy()
  const stop = keepExplained(store, why)
  const draw = async (height: number) => {
    store.getState().drawingPlaced(drawing(height))
    await vi.advanceTimersByTimeAsync(SETTLE_MS / 2)
  }
  const rest = () => vi.advanceTimersByTimeAsync(SETTLE_MS)
  const explained = () => vi.waitUntil(() => why.getState().change !== null)
  return { store, why, asked, draw, rest, explained, stop }
}

describe('keepExplained', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('explains a drawing once the pen has rested, and only the newest', async () => {
    const { store, why, asked, draw, rest, explained, stop } = await openWhy()
    for (const height of [12, 14, 16]) await draw(height)
    expect(asked).toEqual([])
    expect(why.getState()).toMatchObject({ subject: null, isStale: true })
    await rest()
    await explained()
    const { subject, maps, isStale } = why.getState()
    expect(subject!.reading).toBe(store.getState().reading)
    expect(isStale).toBe(false)
    expect(maps!.logits).toEqual(subject!.reading.layers.at(-1)!.pre)
    expect(asked).toEqual(['maps 3', `change ${rivalOf(subject!, null)}`])
    stop()
  })

  it('computes nothing anew for the same image read by the same weights', async () => {
    const { why, asked, draw, rest, explained, stop } = await openWhy()
    await draw(16)
    await rest()
    await explained()
    const before = why.getState()
    asked.length = 0
    await draw(16)
    await rest()
    expect(asked).toEqual([])
    expect(why.getState().subject).toBe(before.subject)
    expect(why.getState().maps).toBe(before.maps)
    expect(why.getState().isStale).toBe(false)
    stop()
  })

  it('asks anew for what was chosen, and for nothing else', async () => {
    const { why, asked, draw, rest, explained, stop } = await openWhy()
    await draw(16)
    await rest()
    await explained()
    const { subject } = why.getState()
    const other = [0, 1, 2].find(
      (digit) => ![subject!.answer, rivalOf(subject!, null)].includes(digit),
    )!
    asked.length = 0
    why.setState({ pinned: other })
    await explained()
    expect(asked).toEqual([`change ${other}`])
    expect(why.getState().change).toMatchObject({ wanted: other })
    why.setState({ patch: 7 })
    await vi.waitUntil(() => why.getState().maps?.patch === 7)
    why.setState({ measure: 'logit' })
    await rest()
    expect(asked).toEqual([`change ${other}`, 'maps 7'])
    stop()
  })

  it('forgets the explanation of a cleared pad, and ends when the panel is closed', async () => {
    const { store, why, asked, draw, rest, explained, stop } = await openWhy()
    await draw(16)
    await rest()
    await explained()
    store.getState().padCleared()
    await rest()
    expect(why.getState()).toMatchObject({ subject: null, maps: null, change: null })
    stop()
    asked.length = 0
    await draw(18)
    await rest()
    expect(asked).toEqual([])
  })
})
