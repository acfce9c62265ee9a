import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { median, type Spread, spreadOf } from './statistics'

const speed = v.pipe(v.number(), v.finite(), v.gtValue(0))

const schema = v.object({
  torch: v.string(),
  threads: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** As here: another batch would be another measure. */
  batch: v.literal(128),
  /** Of each step. */
  milliseconds: v.pipe(v.array(speed), v.minLength(1)),
  predictMilliseconds: speed,
  classifyImagesPerSecond: speed,
})

/** What `pytorch_lenet.py` measured. */
export type PytorchTimes = v.InferOutput<typeof schema>

/** @throws {Error} If the file is not what `pytorch_lenet.py` prints. */
export const readPytorch = (path: string): PytorchTimes =>
  parsePytorch(path, readFileSync(path, 'utf8'))

function parsePytorch(source: string, text: string): PytorchTimes {
  const parsed = v.safeParse(schema, JSON.parse(text))
  if (parsed.success) return parsed.output
  const { message, path: place } = parsed.issues[0]
  throw new Error(
    `readPytorch: ${source} must hold what pytorch_lenet.py prints with --batch 128, ` +
      `got at ${place?.map(({ key }) => key).join('.')}: ${message}`,
  )
}

/**
 * Runs `pytorch_lenet.py` once and waits for it; nothing of this program runs meanwhile.
 *
 * @param python - The program, of an environment with torch.
 * @throws {Error} If it cannot be run.
 */
export function runPytorch(python: string, threads: number, seconds: number): PytorchTimes {
  const script = join(import.meta.dirname, 'pytorch_lenet.py')
  const words = [script, '--threads', String(threads), '--seconds', String(seconds)]
  const { stdout, stderr, status, error } = spawnSync(python, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`runPytorch: ${python} must run, got ${error ?? stderr}`)
  return parsePytorch(python, stdout)
}

/** The times of several rounds as those of one: every step, and the medians of the rest. */
export function joinedTimes(rounds: readonly [PytorchTimes, ...PytorchTimes[]]): PytorchTimes {
  return {
    ...rounds[0],
    milliseconds: rounds.flatMap(({ milliseconds }) => milliseconds),
    predictMilliseconds: median(rounds.map(({ predictMilliseconds }) => predictMilliseconds)),
    classifyImagesPerSecond: median(
      rounds.map(({ classifyImagesPerSecond }) => classifyImagesPerSecond),
    ),
  }
}

export const trainingSpeed = ({ batch, milliseconds }: PytorchTimes): Spread =>
  spreadOf(milliseconds.map((time) => (batch * 1000) / time))
