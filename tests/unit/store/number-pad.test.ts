import { describe, expect, it } from 'vitest'
import { exampleNumber } from '../../../src/core/numbers/example-number'
import { numberText } from '../../../src/core/numbers/read-digits'
import { parseUrlSettings } from '../../../src/storage/url-settings'
import { keepNumberRead, numberPadOf } from '../../../src/store/number-pad'
import { opened, weightsSettled } from '../../../src/store/opening'
import { LANGUAGES, THEMES } from '../../../src/store/view-slice'
import { SUPERSEDED } from '../../../src/worker/newest-only-client'
import { until } from '../worker/thread'
import { openLab } from './lab-ports-double'

async function padOfLab() {
  const { store } = openLab()
  opened(store, {
    url: parseUrlSettings('', LANGUAGES, THEMES),
    preferences: { brush: 'thin' },
    browserLanguages: [],
    browser: { offscreenCanvas: true, wasmSimd: true },
  })
  await weightsSettled(store, 1000)
  return { lab: store, pad: numberPadOf(store) }
}

describe('the wide pad', () => {
  it('is one for each lab, with the brush in use and a drawing of its own', async () => {
    const { lab, pad } = await padOfLab()
    expect(numberPadOf(lab)).toBe(pad)
    expect(pad.getState().brush).toBe('thin')
    pad.getState().lineWritten(exampleNumber(1400))
    expect(pad.getState().history.present.strokes).toHaveLength(4)
    expect(lab.getState().history.present.strokes).toEqual([])
    pad.getState().undone()
    expect(pad.getState().history.present.strokes).toEqual([])
  })

  it('is read when the line, the paper or the weights change, and no more once stopped', async () => {
    const { lab, pad } = await padOfLab()
    const stop = keepNumberRead(lab, pad)
    expect(pad.getState().numberReading).toBeNull()
    pad.getState().lineWritten(exampleNumber(700))
    await until(() => pad.getState().numberReading !== null)
    const first = pad.getState().numberReading
    pad.getState().widthChanged(200)
    await until(() => pad.getState().numberReading !== first)
    const cut = pad.getState().numberReading
    expect(cut!.layers[0]!.width).toBeLessThan(first!.layers[0]!.width)
    lab.getState().variantChosen('pytorch')
    await until(() => pad.getState().numberReading !== cut)
    stop()
    const last = pad.getState().numberReading
    pad.getState().padCleared()
    await lab.getState().numberRead({ strokes: [], width: 700 })
    expect(pad.getState().numberReading).toBe(last)
  })

  it('refuses by what the weights that answer take for a digit', async () => {
    const { lab } = await padOfLab()
    const line = { strokes: exampleNumber(700), width: 700 }
    const { weightsSource } = lab.getState()
    if (weightsSource.kind !== 'shipped') throw new Error('needs the shipped weights')
    const refusing = { ...weightsSource.card, leastEvidence: 1000 }
    lab.setState({ weightsSource: { ...weightsSource, card: refusing } })
    const reading = await lab.getState().numberRead(line)
    if (reading === null || reading === SUPERSEDED) throw new Error('needs a reading')
    expect(numberText(reading.digits)).toMatch(/^\?+$/)
  })
})
