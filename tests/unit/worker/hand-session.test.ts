import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { EngineLostError } from '../../../src/engine/engine-lost-error'
import type { HandEvent } from '../../../src/worker/protocol'
import { handEvent, handResult } from '../../../src/worker/protocol/hand'
import { createTrainer } from '../../../src/worker/trainer'
import { SETTINGS } from '../training/bar-images'
import { PlainEngine } from '../training/plain-engine'
import { HAND_TASK, handParts } from './hand-parts'
import { until } from './thread'
import { plainEngines, Reports, refusing } from './trainer-parts'

const ignore = () => {}

describe('a hand', () => {
  it('is learnt, with what was read before and after, and steps that are well-formed', async () => {
    const events: HandEvent[] = []
    const trainer = createTrainer(handParts())
    const result = await trainer.learnHand(HAND_TASK, 'wasm', (event) => void events.push(event))
    expect(v.parse(handResult, result)).toEqual(result)
    for (const event of events) expect(v.parse(handEvent, event)).toEqual(event)
    expect(events.at(-1)).toEqual({ kind: 'handStepped', step: 12, steps: 12 })
    expect(result!.after.ownRight).toBe(3)
    expect(result!.before.ownRight).toBeLessThan(3)
    expect(result!.weights).not.toEqual(HAND_TASK.weights)
    // Asked again it is the same, bit for bit.
    expect(await createTrainer(handParts()).learnHand(HAND_TASK, 'wasm', ignore)).toEqual(result)
  })

  it('keeps the share of digits that the weights accepted before', async () => {
    const trainer = createTrainer(handParts())
    const never = await trainer.learnHand({ ...HAND_TASK, leastEvidence: -1e9 }, 'wasm', ignore)
    const unknown = await trainer.learnHand(HAND_TASK, 'wasm', ignore)
    // All five validation images were accepted, and 99.5 % of five are all five.
    expect(never!.leastEvidence).toBe(unknown!.leastEvidence)
    const strict = await trainer.learnHand({ ...HAND_TASK, leastEvidence: 1e9 }, 'wasm', ignore)
    expect(strict!.before.ownRight).toBe(0)
    expect(Number.isFinite(strict!.leastEvidence)).toBe(true)
  })

  it('that is stopped leaves nothing, and the engine free', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(handParts({ engines }))
    const learning = trainer.learnHand(HAND_TASK, 'wasm', ignore)
    await until(() => (engines.opened[0]?.steps ?? 0) >= 3)
    await expect(trainer.learnHand(HAND_TASK, 'wasm', ignore)).rejects.toThrow(
      'needs a free engine',
    )
    trainer.stopHand()
    expect(await learning).toBeNull()
    expect(engines.opened[0]!.steps).toBeLessThan(12)
    expect(await trainer.learnHand(HAND_TASK, 'wasm', ignore)).not.toBeNull()
  })

  it('gives way to a run', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(handParts({ engines }))
    const learning = trainer.learnHand(HAND_TASK, 'wasm', ignore)
    await until(() => (engines.opened[0]?.steps ?? 0) >= 3)
    const reports = new Reports()
    await trainer.train(SETTINGS, 'wasm', null, reports.report)
    expect(await learning).toBeNull()
    expect(reports.events.at(-1)).toMatchObject({ kind: 'finished', stopped: false })
  })

  it('begins again on another engine where one is lost', async () => {
    class LosingEngine extends PlainEngine {
      override async train(...[images, labels, step]: Parameters<PlainEngine['train']>) {
        if (this.steps === 4) throw new EngineLostError('webgl', 'the context was lost')
        return super.train(images, labels, step)
      }
    }
    const engines = plainEngines((name) =>
      name === 'webgl' ? new LosingEngine(name) : refusing('simd')(name),
    )
    const lost = await createTrainer(handParts({ engines })).learnHand(HAND_TASK, 'webgl', ignore)
    expect(engines.opened.map(({ name, steps }) => [name, steps])).toEqual([
      ['webgl', 4],
      ['wasm', 12],
    ])
    expect(lost).toEqual(await createTrainer(handParts()).learnHand(HAND_TASK, 'wasm', ignore))
  })
})
