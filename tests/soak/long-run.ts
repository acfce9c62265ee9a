import type { Browser } from '@playwright/test'
import { HISTORY_LENGTH } from '../../src/core/ink/drawing-history'
import { expect, type Lab } from '../e2e/lab'
import { drawAtOnce } from '../e2e/pad'
import { SEVEN, ZERO } from '../e2e/strokes'
import { openContext, openLab, PATIENCE } from '../faults/fault-lab'
import { MemoryProbe } from './memory-probe'
import type { Sample } from './quarters'

/** Looks at a run, spread over its whole. */
const LOOKS = 40

/** WebGL in software compiles its first step for so many milliseconds at most. */
const STARTS_WITHIN = 240_000

/** Which run, and which part of it is looked at, in images trained. */
export interface LongRun {
  readonly query: string
  readonly from: number
  readonly until: number
}

/**
 * Trains for long with the inspector open and somebody drawing, who has drawn as much before as can be undone,
 * and looks at what the tab holds.
 */
export async function longRun(
  browser: Browser,
  address: string,
  { query, from, until }: LongRun,
): Promise<readonly Sample[]> {
  const context = await openContext(browser, address)
  try {
    const lab = await openLab(context, query)
    // Clearing is a step of its own.
    for (let drawing = 0; drawing < HISTORY_LENGTH / 2; drawing++) await drawNext(lab, drawing)
    await drawNext(lab, 1)
    await expect(lab.prediction).toHaveText('7', { timeout: PATIENCE })
    await lab.page.getByTestId('layer-C1').locator('canvas').click()
    await expect(lab.page.getByTestId('inspector')).toBeVisible({ timeout: PATIENCE })
    await lab.train.click()
    await lab.expectImages(1, STARTS_WITHIN)
    const probe = await MemoryProbe.open(lab.page)
    await drawUntil(lab, from)
    const samples: Sample[] = []
    for (let look = 1; look <= LOOKS; look++) {
      await drawUntil(lab, from + ((until - from) * look) / LOOKS)
      samples.push(await sampleOf(lab, probe))
    }
    return samples
  } finally {
    await context.close()
  }
}

/** Draws one digit over the other until so many images have trained. */
async function drawUntil(lab: Lab, images: number): Promise<void> {
  for (let drawing = 0; ; drawing++) {
    const status = await lab.trainStatus()
    if (status.phase === 'failed') throw new Error(await lab.failure.innerText())
    if (status.phase === 'done' || status.images >= images) return
    await drawNext(lab, drawing)
    await lab.page.waitForTimeout(500)
  }
}

async function drawNext(lab: Lab, drawing: number): Promise<void> {
  await lab.page.getByTestId('clear').click()
  await drawAtOnce(lab.page, drawing % 2 === 0 ? ZERO : SEVEN)
}

async function sampleOf(lab: Lab, probe: MemoryProbe): Promise<Sample> {
  const { images, imagesPerSecond } = await lab.trainStatus()
  const { heap, threads, nodes, tensors } = await probe.take()
  const engine = Number(await lab.status.getAttribute('data-memory-bytes'))
  return {
    images,
    imagesPerSecond,
    threads,
    held: { 'JavaScript heap': heap, 'engine memory': engine, tensors, 'DOM nodes': nodes },
  }
}
