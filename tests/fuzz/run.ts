/**
 * `npm run test:fuzz`: hands every format thousands of changed files, each format in a process of its
 * own, and prints what became of them.
 *
 * `-- --seed N` other cases; `-- --count N` so many of each; `-- --format NAME` one format.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import type { CaseDone, Work } from './child'
import { emptyTally, type Tally } from './run-cases'
import { tallyTable } from './tally-table'

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1998' },
    count: { type: 'string', default: '10000' },
    format: { type: 'string' },
  },
})
const seed = Number(options.seed)
const count = Number(options.count)
if (!Number.isInteger(seed) || !Number.isInteger(count) || count < 1) {
  throw new RangeError(`run: needs whole numbers, got seed ${options.seed}, count ${options.count}`)
}

/** A case that tells nothing for so long hangs, and its process is ended. */
const PATIENCE_MS = 10_000
const CHILD = new URL('./child.ts', import.meta.url)

/** Runs the cases from `first` on in one process. @returns The case that it hung in, or null. */
function inProcess(work: Work, heard: (done: CaseDone) => void): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(CHILD, [JSON.stringify(work)])
    let current = work.first
    let timer: ReturnType<typeof setTimeout> | undefined
    const listen = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        child.kill('SIGKILL')
        resolve(current)
      }, PATIENCE_MS)
    }
    child.on('message', (done: CaseDone) => {
      current = done.index + 1
      heard(done)
      listen()
    })
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve(null)
      else if (signal !== 'SIGKILL')
        reject(new Error(`inProcess: ${work.format} ended with ${code}`))
    })
  })
}

async function fuzz(format: string): Promise<Tally> {
  let tally = emptyTally()
  for (let first = 0; first < count; ) {
    const sofar = tally
    const hung = await inProcess({ format, seed, first, count, tally: sofar }, (done) => {
      tally = done.tally
    })
    if (hung === null) break
    tally.cases++
    tally.overTime++
    tally.found.push(`case ${hung}: was still running after ${PATIENCE_MS} ms`)
    first = hung + 1
  }
  return tally
}

const { FORMATS } = await import('./formats')
const names = FORMATS.map(({ name }) => name).filter(
  (name) => options.format === undefined || name === options.format,
)
if (names.length === 0) throw new RangeError(`run: knows no format ${options.format}`)
const rows: [string, Tally][] = []
for (const name of names) rows.push([name, await fuzz(name)])
console.log(`Seed ${seed}, ${count} cases a format\n`)
console.log(tallyTable(rows))
for (const [name, { found }] of rows) {
  for (const what of found) console.log(`\n${name}, ${what}`)
}
process.exit(rows.every(([, { found }]) => found.length === 0) ? 0 : 1)
