/**
 * `npm run test:soak`: trains for long in the built page, with the inspector open and somebody drawing,
 * prints a Markdown table of what the tab holds and how fast it is from quarter to quarter, and fails where
 * it grows or slows down. Then trains in a tab that is visible and hidden in turn, on a screen of Xvfb's, and
 * fails where the hidden one is slower.
 *
 * What fills up to a bound and no further is full before the first quarter, and the table says what that is.
 *
 * `-- --epochs N` on our own kernels, `--steps N` on WebGL, `--hidden N` times hidden, 0 for none; `--json FILE`
 * keeps every sample.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { HISTORY_LENGTH } from '../../src/core/ink/drawing-history'
import { MNIST_COUNTS } from '../../src/core/mnist/images'
import { defaultSettings, SETTING_BOUNDS } from '../../src/core/recipe/settings'
import { buildAndServe } from '../bench/served'
import { CHROMIUM_ARGUMENTS } from '../chromium-arguments'
import { findOrInstallChromium } from '../find-chromium'
import { hiddenSpeed, LEAST_HIDDEN_SPEED, type TabSpeeds, tabSpeeds } from './hidden-tab'
import { longRun } from './long-run'
import { compareQuarters } from './quarters'
import { hiddenTable, type Soak, soakTable } from './tables'
import { openVirtualScreen } from './virtual-screen'

const WEBGL_BATCH = 32
/** The table of epochs shows the last so many of them: until then the page grows by a row an epoch. */
const EPOCHS_TO_FILL = 20
const UNDO_FULL = `${HISTORY_LENGTH} steps to undo`

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '100' },
    steps: { type: 'string', default: '2000' },
    hidden: { type: 'string', default: '6' },
    json: { type: 'string' },
  },
})

function countOf(name: 'epochs' | 'steps' | 'hidden'): number {
  const count = Number(values[name])
  if (Number.isInteger(count) && count >= 0) return count
  throw new RangeError(`test:soak: --${name} must be a whole number from 0, got ${values[name]}`)
}

const [epochs, steps, turns] = [countOf('epochs'), countOf('steps'), countOf('hidden')]
const mostEpochs = SETTING_BOUNDS.epochs.most - EPOCHS_TO_FILL
if (epochs > mostEpochs) {
  throw new RangeError(`test:soak: --epochs must be ${mostEpochs} at most, got ${epochs}`)
}
const epochImages = MNIST_COUNTS.train.images - defaultSettings('modern').validationImages
const webglImages = steps * WEBGL_BATCH

const soaks = [
  {
    name: `simd, ${epochs} epochs`,
    warmUp: `${UNDO_FULL}, ${EPOCHS_TO_FILL} epochs in the table`,
    query: `engine=simd&epochs=${EPOCHS_TO_FILL + epochs}&batch=128&seed=7`,
    from: EPOCHS_TO_FILL * epochImages,
    images: epochs * epochImages,
  },
  {
    name: `webgl, ${steps} steps of ${WEBGL_BATCH}`,
    // Its evaluation opens the confusion matrix.
    warmUp: `${UNDO_FULL}, one epoch`,
    query: `engine=webgl&epochs=${1 + Math.ceil((webglImages + 1) / epochImages)}&batch=${WEBGL_BATCH}&seed=7`,
    from: epochImages,
    images: webglImages,
  },
].filter(({ images }) => images > 0)

const app = await buildAndServe('index.html')
try {
  const results = await soaked()
  if (results.length > 0) console.log(`\n${soakTable(results)}\n`)
  const speeds = await hiddenSpeeds()
  if (speeds !== null) console.log(`\n${hiddenTable(speeds)}\n`)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ soaks: results, speeds }, null, 2)}\n`)
  }
  const isFlat = results.every(({ compared }) => compared.every(({ isFine }) => isFine))
  const isFast = speeds === null || hiddenSpeed(speeds) >= LEAST_HIDDEN_SPEED
  process.exitCode = isFlat && isFast ? 0 : 1
} finally {
  await app.close()
}

async function soaked(): Promise<readonly Soak[]> {
  if (soaks.length === 0) return []
  const browser = await chromium.launch({
    executablePath: findOrInstallChromium(),
    args: [...CHROMIUM_ARGUMENTS],
  })
  try {
    const results: Soak[] = []
    for (const { name, warmUp, query, from, images } of soaks) {
      const samples = await longRun(browser, app.address, { query, from, until: from + images })
      results.push({ name, warmUp, samples, compared: compareQuarters(samples) })
    }
    return results
  } finally {
    await browser.close()
  }
}

/** Null where it is not asked for, or cannot be measured. */
async function hiddenSpeeds(): Promise<TabSpeeds | null> {
  if (turns === 0) return null
  const screen = await openVirtualScreen()
  if (screen === null) {
    console.log('hidden tab: not measured, Xvfb is missing (Debian: apt-get install xvfb)')
    return null
  }
  try {
    return await tabSpeeds(screen.display, app.address, turns, epochImages)
  } finally {
    await screen.close()
  }
}
