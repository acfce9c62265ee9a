/**
 * `npm run test:soak`: trains for long in the built page, with the inspector open and somebody drawing,
 * prints a Markdown table of what the tab holds and how fast it is from quarter to quarter, and fails where
 * it grows or slows down.
 *
 * `-- --epochs N` on our own kernels, `--steps N` on WebGL, 0 for none; `--json FILE` keeps every sample.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { MNIST_COUNTS } from '../../src/core/mnist/images'
import { defaultSettings } from '../../src/core/recipe/settings'
import { buildAndServe } from '../bench/served'
import { CHROMIUM_ARGUMENTS } from '../chromium-arguments'
import { findOrInstallChromium } from '../find-chromium'
import { longRun } from './long-run'
import { type Compared, compareQuarters, LEAST_SPEED, MOST_GROWTH, type Sample } from './quarters'

const WEBGL_BATCH = 32

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '100' },
    steps: { type: 'string', default: '2000' },
    json: { type: 'string' },
  },
})

function countOf(name: 'epochs' | 'steps'): number {
  const count = Number(values[name])
  if (Number.isInteger(count) && count >= 0) return count
  throw new RangeError(`test:soak: --${name} must be a whole number from 0, got ${values[name]}`)
}

const [epochs, steps] = [countOf('epochs'), countOf('steps')]
const epochImages = MNIST_COUNTS.train.images - defaultSettings('modern').validationImages
const webglImages = steps * WEBGL_BATCH

const soaks = [
  {
    name: `simd, ${epochs} epochs`,
    query: `engine=simd&epochs=${epochs}&batch=128&seed=7`,
    images: epochs * epochImages,
  },
  {
    name: `webgl, ${steps} steps of ${WEBGL_BATCH}`,
    query: `engine=webgl&epochs=${Math.ceil((webglImages + 1) / epochImages)}&batch=${WEBGL_BATCH}&seed=7`,
    images: webglImages,
  },
].filter(({ images }) => images > 0)

interface Soak {
  readonly name: string
  readonly samples: readonly Sample[]
  readonly compared: readonly Compared[]
}

const app = await buildAndServe('index.html', false)
const browser = await chromium.launch({
  executablePath: findOrInstallChromium(),
  args: [...CHROMIUM_ARGUMENTS],
})
try {
  const results: Soak[] = []
  for (const { name, query, images } of soaks) {
    const samples = await longRun(browser, app.address, query, images)
    results.push({ name, samples, compared: compareQuarters(samples) })
  }
  console.log(`\n${table(results)}\n`)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
  }
  process.exitCode = results.every(({ compared }) => compared.every(({ isFine }) => isFine)) ? 0 : 1
} finally {
  await browser.close()
  await app.close()
}

function table(results: readonly Soak[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const head = [
    'run',
    'what',
    'second quarter; images/s: first',
    'last quarter',
    'ratio',
    'bar',
    '',
  ]
  const rows = results.flatMap(({ name, compared }) =>
    compared.map(({ what, before, after, ratio, isFine }) => [
      name,
      what,
      Math.round(before).toLocaleString('en'),
      Math.round(after).toLocaleString('en'),
      ratio.toFixed(3),
      what === 'images/s' ? `≥ ${LEAST_SPEED}` : `≤ ${MOST_GROWTH}`,
      isFine ? 'met' : 'missed',
    ]),
  )
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
