/**
 * `npm test`: finds or installs Chromium, packs MNIST, compiles the kernels, runs every kind of test,
 * adds up what their reports say and ends with one line, `N passed, N failed`. An end-to-end test that
 * fails is tried a second time; the lines before the last name those that passed only then, and those that
 * could not be run here.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrInstallChromium } from './find-chromium'
import { freePort } from './free-port'
import {
  addCounts,
  type Counts,
  countPlaywright,
  countVitest,
  NO_TESTS,
  repeatedTests,
  skippedTests,
  summaryLine,
  withRunner,
} from './report-counts'

const ROOT = join(import.meta.dirname, '..')
const reports = mkdtempSync(join(tmpdir(), 'lenet-lab-tests-'))
const vitestReport = join(reports, 'vitest.json')
const playwrightReport = join(reports, 'playwright.json')

/** Runs a program of node_modules with its output shown as it comes; resolves to its exit code. */
function run(program: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return new Promise<number>((resolve) => {
    const child = spawn(join(ROOT, 'node_modules/.bin', program), words, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    })
    child.once('error', (error) => {
      console.error(`run: ${program} must start, got ${error.message}`)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** A step that is one test of its own: it passes or it does not. */
const asOneTest = (exitCode: number): Counts =>
  exitCode === 0 ? { ...NO_TESTS, passed: 1 } : { ...NO_TESTS, failed: 1 }

/** A step that others need: no test where it works, one failure where it does not. */
const asNeed = (exitCode: number): Counts => (exitCode === 0 ? NO_TESTS : asOneTest(exitCode))

function fromReport(path: string, count: (report: unknown) => Counts, exitCode: number): Counts {
  try {
    return withRunner(count(JSON.parse(readFileSync(path, 'utf8'))), exitCode)
  } catch (error) {
    console.error(`fromReport: a report at ${path} is needed, got ${error}`)
    return asOneTest(1)
  }
}

interface Part {
  readonly name: string
  readonly run: () => Promise<Counts>
}

/** Parts of one stage run at once, and a stage begins when the one before it is over. */
const stages: readonly (readonly Part[])[] = [
  [
    {
      name: 'pack MNIST',
      run: async () => asNeed(await run('tsx', ['src/programs/pack-mnist.ts'])),
    },
    {
      name: 'compile kernels',
      run: async () => asNeed(await run('tsx', ['src/programs/compile-kernels.ts'])),
    },
  ],
  [
    { name: 'format and lint', run: async () => asOneTest(await run('biome', ['check', '.'])) },
    { name: 'types', run: async () => asOneTest(await run('tsc', ['-b'])) },
    { name: 'build', run: async () => asNeed(await run('vite', ['build'])) },
  ],
  [{ name: 'unit and engine tests', run: unitAndEngine }],
  [{ name: 'end-to-end tests of the built app', run: endToEnd }],
]

async function unitAndEngine(): Promise<Counts> {
  const words = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  const exitCode = await run('vitest', ['run', ...words])
  return fromReport(vitestReport, countVitest, exitCode)
}

async function endToEnd(): Promise<Counts> {
  const exitCode = await run('playwright', ['test', '--retries=1', '--reporter=list,json'], {
    E2E_PORT: String(await freePort()),
    PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
  })
  const count = (report: unknown) => {
    secondAttempts.push(...repeatedTests(report))
    notRun.push(...skippedTests(report))
    return countPlaywright(report)
  }
  return fromReport(playwrightReport, count, exitCode)
}

let total = NO_TESTS
try {
  process.env.CHROMIUM = findOrInstallChromium()
  console.log(`Chromium: ${process.env.CHROMIUM}`)
} catch (error) {
  // What needs no browser is still worth running.
  console.error(error instanceof Error ? error.message : error)
  total = addCounts(total, asOneTest(1))
}
const timings: string[] = []
const secondAttempts: string[] = []
const notRun: string[] = []
async function runTimed({ name, run: runPart }: Part): Promise<void> {
  const start = performance.now()
  const counts = await runPart()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  timings.push(`${seconds.padStart(7)} s  ${name}: ${summaryLine(counts)}`)
  total = addCounts(total, counts)
}

for (const stage of stages) {
  const heading = stage.map(({ name }) => name).join(', ')
  console.log(`\n── ${heading} ${'─'.repeat(Math.max(0, 76 - heading.length))}`)
  await Promise.all(stage.map(runTimed))
}
console.log(`\n${timings.join('\n')}\n`)
for (const test of secondAttempts) console.log(`needed a second attempt: ${test}`)
for (const test of notRun) console.log(`could not be run: ${test}`)
console.log(summaryLine(total))
process.exitCode = total.failed === 0 ? 0 : 1
