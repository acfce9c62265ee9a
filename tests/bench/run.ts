/**
 * `npm run bench`: measures every engine and the page in headless Chromium and prints Markdown
 * tables; `-- --json FILE` writes the numbers, too. `-- --python PATH` times PyTorch by that Python, in
 * turn with the engines; `-- --pytorch FILE` compares with what `pytorch_lenet.py` printed before, more
 * than once for more than one number of threads.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { CHROMIUM_ARGUMENTS } from '../chromium-arguments'
import { findOrInstallChromium } from '../find-chromium'
import { measureEngines } from './measure-engines'
import { measureFilm } from './measure-film'
import { measurePage } from './measure-page'
import { measureTimeToRight } from './measure-time-to-right'
import { joinedTimes, type PytorchTimes, readPytorch, runPytorch } from './pytorch-times'
import { buildAndServe } from './served'
import { type BenchReport, markdown } from './table'
import type { Candidate } from './trial'

const ROOT = join(import.meta.dirname, '../..')
const DEFAULT_SECONDS = 3

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    python: { type: 'string' },
    pytorch: { type: 'string', multiple: true, default: [] },
    seconds: { type: 'string', default: String(DEFAULT_SECONDS) },
  },
})
const seconds = Number(values.seconds)
if (!(seconds > 0)) throw new RangeError(`bench: --seconds must be above 0, got ${values.seconds}`)

const pytorch = values.pytorch.map(readPytorch)
/** After which engine PyTorch is timed, with how many threads. */
const PYTORCH_THREADS = new Map<Candidate, number>([
  ['simd', 1],
  ['simd, 2 threads', 2],
])
const rounds = new Map<number, [PytorchTimes, ...PytorchTimes[]]>()

async function timePytorch(candidate: Candidate): Promise<void> {
  const threads = PYTORCH_THREADS.get(candidate)
  if (values.python === undefined || threads === undefined) return
  console.log(`PyTorch, ${threads} ${threads === 1 ? 'thread' : 'threads'}`)
  const times = runPytorch(values.python, threads, seconds)
  rounds.set(threads, [...(rounds.get(threads) ?? []), times])
}

for (const program of ['pack-mnist', 'compile-kernels']) {
  const words = [`src/programs/${program}.ts`]
  const done = spawnSync(join(ROOT, 'node_modules/.bin/tsx'), words, {
    cwd: ROOT,
    stdio: 'inherit',
  })
  if (done.status !== 0) throw new Error(`bench: ${program} must succeed, see above`)
}

const browser = await chromium.launch({
  executablePath: findOrInstallChromium(),
  args: [...CHROMIUM_ARGUMENTS],
})
const app = await buildAndServe('index.html')
const trials = await buildAndServe('tests/bench/engines.html')
try {
  const page = await measurePage(browser, app.address, 2 * seconds)
  const film = await measureFilm(browser, app.address)
  const timeToRight = await measureTimeToRight(browser, app.address)
  const { engines, scaling } = await measureEngines(
    browser,
    `${trials.address}tests/bench/engines.html`,
    seconds,
    timePytorch,
  )
  const report: BenchReport = {
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown CPU',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      browser: browser.version(),
      date: new Date().toISOString().slice(0, 10),
    },
    engines,
    scaling,
    pytorch: [...pytorch, ...[...rounds.values()].map(joinedTimes)],
    page,
    film,
    timeToRight,
  }
  console.log(`\n${markdown(report)}\n`)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
  }
} finally {
  await browser.close()
  await app.close()
  await trials.close()
}
