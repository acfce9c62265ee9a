import type { Worker } from '@playwright/test'
import type { RandomSource } from '../../src/core/random'
import type { Lab } from '../e2e/lab'
import { expectReads, expectToldOnce, expectTrainsOn, padPicture } from './fault-lab'
import type { FaultTally } from './fault-report'
import type { Strike } from './struck-runs'
import { dies, falls, hangs, workerOf } from './worker-faults'

type Hit = (worker: Worker) => Promise<unknown>

/** A strike that must leave the drawing on the pad. */
const keepingDrawing =
  (tally: FaultTally, hit: (lab: Lab) => Promise<void>): Strike =>
  async (lab) => {
    const before = await padPicture(lab)
    await hit(lab)
    tally.drawingCompared((await padPicture(lab)) === before)
    return lab
  }

/** Strikes the trainer; its run goes on by itself, and the page says so. */
const onTrainer = (how: Hit, notice: 'trainerDied' | 'trainerHung') => (tally: FaultTally) =>
  keepingDrawing(tally, async (lab) => {
    const { images } = await lab.trainStatus()
    await how(workerOf(lab.page, 'trainer'))
    await expectToldOnce(lab, notice)
    await expectTrainsOn(lab, images)
  })

/** Strikes the reader; nobody needs to be told, the drawing is read by the next. */
const onReader = (how: Hit) => (tally: FaultTally) =>
  keepingDrawing(tally, async (lab) => {
    await how(workerOf(lab.page, 'reader'))
    await expectReads(lab)
  })

export const killTrainer = onTrainer(dies, 'trainerDied')
export const hangTrainer = onTrainer(hangs, 'trainerHung')
export const killReader = onReader(dies)

const KILLS = [killTrainer, killReader]
const HANGS = [hangTrainer, onTrainer(falls, 'trainerHung'), onReader(hangs)]

const oneOf =
  (ways: readonly ((tally: FaultTally) => Strike)[]) =>
  (random: RandomSource, tally: FaultTally): Strike =>
  (lab, query) =>
    ways[Math.floor(random() * ways.length)]!(tally)(lab, query)

/** Kills the trainer or the reader. */
export const killWorker = oneOf(KILLS)
/** Lets the trainer or the reader hang, or the trainer end without a word. */
export const hangWorker = oneOf(HANGS)
