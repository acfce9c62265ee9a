import { seededRandom } from '../../src/core/random'
import { loseContexts } from '../faults/context-losses'
import { FaultTally } from '../faults/fault-report'
import { type Strike, strikeRuns } from '../faults/struck-runs'
import { killTab } from '../faults/tab-kills'
import { workerOf } from '../faults/worker-faults'
import { hangTrainer, killReader, killTrainer } from '../faults/worker-kills'
import { expect, test } from './lab'

// A small share of what `npm run test:faults` does.

test('a run whose tab and workers are killed or hang ends as the unbroken run, bit for bit', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(480_000)
  const tally = new FaultTally('struck')
  const strikes: readonly Strike[] = [
    killTrainer(tally),
    killReader(tally),
    killTab(tally),
    hangTrainer(tally),
    killTab(tally),
  ]
  await strikeRuns({
    browser,
    address: baseURL!,
    strikes: strikes.length,
    random: seededRandom(7),
    tally,
    strike: (lab, query) => strikes[tally.struck - 1]!(lab, query),
    queries: ['engine=simd&epochs=2&batch=128&seed=7'],
    latest: 200,
  })
  const report = tally.report()
  expect(report).toMatchObject({ struck: 5, recovered: 5, diverged: 0, drawingsLost: 0 })
  expect(report.runsCompared).toBeGreaterThan(0)
})

test('a run whose graphics context is lost goes on, and the drawing stays', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000)
  const tally = new FaultTally('lost')
  await loseContexts(browser, baseURL!, 2, seededRandom(7), tally)
  expect(tally.report()).toMatchObject({ struck: 2, recovered: 2, drawingsLost: 0, troubles: [] })
})

test('a page that is frozen for longer than any patience goes on as if nothing had been', async ({
  lab,
  page,
}) => {
  await lab.open('engine=simd&epochs=50&batch=128&seed=7')
  await lab.train.click()
  await lab.expectImages(128 * 100)
  const session = await page.context().newCDPSession(page)
  const trainer = workerOf(page, 'trainer')
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await new Promise((resolve) => setTimeout(resolve, 7000))
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  const { images } = await lab.trainStatus()
  await lab.expectImages(images + 128 * 100)
  await expect(lab.notices).toHaveCount(0)
  expect(workerOf(page, 'trainer')).toBe(trainer)
  await lab.stop.click()
})
