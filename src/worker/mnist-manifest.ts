import * as v from 'valibot'
import { MNIST_SETS } from '../core/mnist/images'
import { checkManifest, type MnistManifest } from '../core/mnist/manifest'

/** Larger than any file that the packer could write. */
const LARGEST_FILE = 8_000_000
const MOST_SHARDS = 100

const naturalUpTo = (largest: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(largest))

const ManifestSchema = v.object({
  version: naturalUpTo(1_000),
  shards: v.pipe(
    v.array(
      v.object({
        file: v.pipe(v.string(), v.regex(/^[a-z]+-\d{2}\.bin$/)),
        set: v.picklist(MNIST_SETS),
        first: naturalUpTo(1_000_000),
        count: naturalUpTo(1_000_000),
        bytes: v.pipe(naturalUpTo(LARGEST_FILE), v.minValue(1)),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.maxLength(MOST_SHARDS),
  ),
  totals: v.object({
    train: naturalUpTo(1_000_000),
    test: naturalUpTo(1_000_000),
    bytes: naturalUpTo(LARGEST_FILE * MOST_SHARDS),
  }),
})

/**
 * Reads a manifest from its JSON text.
 *
 * @throws {SyntaxError} If the text is not JSON.
 * @throws {v.ValiError} If a field is missing, of a wrong type or out of its bounds.
 * @throws {RangeError} If it does not list all of MNIST, as this version of the app cuts it.
 */
export function parseManifest(text: string): MnistManifest {
  const manifest = v.parse(ManifestSchema, JSON.parse(text))
  checkManifest(manifest)
  return manifest
}
