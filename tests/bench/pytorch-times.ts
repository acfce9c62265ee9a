import { readFileSync } from 'node:fs'
import * as v from 'valibot'

const speed = v.pipe(v.number(), v.finite(), v.gtValue(0))

const schema = v.object({
  torch: v.string(),
  threads: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** As here: another batch would be another measure. */
  batch: v.literal(128),
  imagesPerSecond: speed,
  predictMilliseconds: speed,
  classifyImagesPerSecond: speed,
})

/** What `pytorch_lenet.py` measured. */
export type PytorchTimes = v.InferOutput<typeof schema>

/** @throws {Error} If the file is not what `pytorch_lenet.py` prints. */
export function readPytorch(path: string): PytorchTimes {
  const parsed = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.output
  const { message, path: place } = parsed.issues[0]
  throw new Error(
    `readPytorch: ${path} must hold what pytorch_lenet.py prints with --batch 128, ` +
      `got at ${place?.map(({ key }) => key).join('.')}: ${message}`,
  )
}
