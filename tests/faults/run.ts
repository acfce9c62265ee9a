/**
 * `npm run test:faults`: strikes the built page in headless Chromium with faults at seeded random
 * moments, prints a Markdown table of how it took them and fails where anything was lost.
 *
 * `-- --kills N` tabs, `--workers N` workers killed, `--hangs N` that hang, `--losses N` graphics contexts,
 * `--crashes N` of the graphics process; `--seed N` strikes at other moments, `--json FILE` keeps the
 * numbers.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from '@playwright/test'
import { derivedSeed, type RandomSource, seededRandom } from '../../src/core/random'
import { buildAndServe } from '../bench/served'
import { CHROMIUM_ARGUMENTS } from '../chromium-arguments'
import type { Lab } from '../e2e/lab'
import { findOrInstallChromium } from '../find-chromium'
import { loseContexts } from './context-losses'
import { expectKeptOn } from './fault-lab'
import { FaultTally, isClean, markdown } from './fault-report'
import { crashGraphics } from './gpu-crashes'
import { RUNS, type Strike, strikeRuns } from './struck-runs'
import { killTab } from './tab-kills'
import { hangWorker, killWorker } from './worker-kills'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    losses: { type: 'string', default: '50' },
    workers: { type: 'string', default: '50' },
    hangs: { type: 'string', default: '20' },
    crashes: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1998' },
    json: { type: 'string' },
  },
})

function countOf(name: 'kills' | 'losses' | 'workers' | 'hangs' | 'crashes' | 'seed'): number {
  const count = Number(values[name])
  if (Number.isInteger(count) && count >= 0) return count
  throw new RangeError(`test:faults: --${name} must be a whole number from 0, got ${values[name]}`)
}

type Trial = (browser: Browser, tally: FaultTally, random: RandomSource) => Promise<void>

interface Planned {
  readonly fault: string
  readonly times: number
  readonly trial: Trial
}

const app = await buildAndServe('index.html')
const { address } = app

/** Runs that are struck and trained to their end. */
function onRuns(
  fault: string,
  times: number,
  strikeBy: (random: RandomSource, tally: FaultTally) => Strike,
  readyAgain?: (lab: Lab) => Promise<void>,
): Planned {
  const trial: Trial = (browser, tally, random) => {
    const strike = strikeBy(random, tally)
    const how = { random, tally, strike, strikes: times, ...(readyAgain && { readyAgain }) }
    return strikeRuns({ browser, address, queries: RUNS, ...how })
  }
  return { fault, times, trial }
}

const planned: readonly Planned[] = [
  onRuns('tab killed', countOf('kills'), (_, tally) => killTab(tally)),
  onRuns('worker killed', countOf('workers'), killWorker, expectKeptOn),
  onRuns('worker hangs', countOf('hangs'), hangWorker, expectKeptOn),
  {
    fault: 'WebGL context lost in training',
    times: countOf('losses'),
    trial: (browser, tally, random) =>
      loseContexts(browser, address, countOf('losses'), random, tally),
  },
  {
    fault: 'graphics process killed',
    times: countOf('crashes'),
    trial: (browser, tally) => crashGraphics(browser, address, countOf('crashes'), tally),
  },
]

try {
  const reports = []
  for (const [index, { fault, times, trial }] of planned.entries()) {
    if (times === 0) continue
    // A browser of its own: what struck one must not be seen by the next.
    const browser = await chromium.launch({
      executablePath: findOrInstallChromium(),
      args: [...CHROMIUM_ARGUMENTS],
    })
    const tally = new FaultTally(fault)
    const random = seededRandom(derivedSeed(countOf('seed'), index))
    try {
      await trial(browser, tally, random)
    } catch (error) {
      tally.trouble(error)
    } finally {
      await browser.close()
    }
    const report = tally.report()
    console.log(`${fault}: ${report.recovered} of ${report.struck} recovered`)
    reports.push(report)
  }
  console.log(`\n${markdown(reports)}\n`)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(reports, null, 2)}\n`)
  }
  process.exitCode = reports.every(isClean) ? 0 : 1
} finally {
  await app.close()
}
