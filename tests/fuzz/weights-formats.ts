import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneOf } from '../../src/core/chance'
import { forward } from '../../src/core/network/forward'
import { initialWeights } from '../../src/core/network/initial-weights'
import { assertWeights, type Weights } from '../../src/core/network/parameters'
import { networkOf } from '../../src/core/network/variants'
import { LARGEST_WEIGHT } from '../../src/storage/weights-files/file-tensors'
import { joinedBytes } from '../../src/storage/weights-files/joined-bytes'
import { layersModelFiles } from '../../src/storage/weights-files/layers-model'
import { safetensorsFile } from '../../src/storage/weights-files/safetensors-weights'
import type { LabState } from '../../src/store/lab-store'
import { parser } from '../../src/worker/parser'
import { below } from './below'
import { accepted, type FuzzFormat, type Outcome, refused } from './format'
import { changesBetween, fuzzedLab } from './lab'
import { mutatedBytes } from './mutate-bytes'
import { mutatedJson } from './mutate-json'

type Bytes = Uint8Array<ArrayBuffer>

const ROOT = join(import.meta.dirname, '../..')
const NETWORKS = [
  networkOf('modern', 'relu', { rubbish: true }),
  networkOf('modern', 'tanh', { c3: '1998' }),
  networkOf('pytorch'),
  networkOf('lenet5-1998'),
]
const INK = new Float32Array(32 * 32).fill(0.5, 300, 420)
const PREFIX = 8

const lab = await fuzzedLab()

/** Opens files as the page does. */
async function opened(files: readonly File[]): Promise<Outcome> {
  const { store, rethrow } = lab
  store.getState().weightsFileFailureDismissed()
  const before = store.getState()
  await before.weightsFilesOpened(files)
  rethrow()
  const after = store.getState()
  if (after.weightsFileFailure !== null) return refused(changesBetween(before, after))
  return accepted(await unsoundness(after))
}

/** What is wrong with weights that were taken. */
async function unsoundness({ weightsSource: source }: LabState): Promise<readonly string[]> {
  if (source.kind !== 'opened') return ['weights were taken and do not answer']
  const { weights, network: choice } = source
  const network = networkOf(choice.variant, choice.activation, choice)
  assertWeights(network, weights)
  const values = Object.values(weights).flatMap((array) => [...array])
  const logits = forward(network, weights, INK).at(-1)!.pre
  const again = await parser.readWeights([new File([safetensorsFile(network, weights).bytes], 'a')])
  return [
    ...(values.every((value) => Math.abs(value) <= LARGEST_WEIGHT)
      ? []
      : ['a weight is too large']),
    ...(logits.every(Number.isFinite) ? [] : ['a logit is not finite']),
    ...(again.kind === 'read' && same(again.weights, weights)
      ? []
      : ['written again it is another']),
  ]
}

const same = (one: Weights, other: Weights): boolean =>
  Object.entries(other).every(([name, values]) =>
    values.every((value, at) => one[name]?.[at] === value),
  )

const golden = (name: string): Bytes =>
  Uint8Array.from(readFileSync(join(ROOT, `tests/golden/${name}.safetensors`)))

const SAFETENSORS: readonly Bytes[] = [
  ...['modern', 'pytorch', 'lenet5-1998'].map(golden),
  ...NETWORKS.map((network) => safetensorsFile(network, initialWeights(network, 7)).bytes),
]

const headerBytes = (file: Bytes) => Number(new DataView(file.buffer).getBigUint64(0, true))

/** A file with another header, whose length it states. */
function withHeader(file: Bytes, text: string): Bytes {
  const header = new TextEncoder().encode(text)
  const prefix = new Uint8Array(PREFIX)
  new DataView(prefix.buffer).setBigUint64(0, BigInt(header.length), true)
  return joinedBytes([prefix, header, file.subarray(PREFIX + headerBytes(file))])
}

const POISONS = [Number.NaN, Number.POSITIVE_INFINITY, -3.4e38, 1e4, 10_001, -0, 1e-45]

/** A file in whose data one value is another. */
function poisoned(file: Bytes, start: number, at: number, poison: number): Bytes {
  const bytes = file.slice()
  const values = Math.floor((bytes.length - start) / 4)
  new DataView(bytes.buffer).setFloat32(start + 4 * (at % values), poison, true)
  return bytes
}

export const safetensorsFormat: FuzzFormat = {
  name: 'safetensors',
  prepare: (random) => {
    const file = oneOf(random, SAFETENSORS)
    const data = PREFIX + headerBytes(file)
    const kind = random()
    const header = () => JSON.parse(new TextDecoder().decode(file.subarray(PREFIX, data)))
    const bytes =
      kind < 0.45
        ? withHeader(file, mutatedJson(random, header()))
        : kind < 0.9
          ? mutatedBytes(random, file, data, oneOf(random, SAFETENSORS))
          : poisoned(file, data, below(random, 2 ** 20), oneOf(random, POISONS))
    return () => opened([new File([bytes], 'weights.safetensors')])
  },
}

const MODELS = NETWORKS.map((network) => {
  const [model, binary] = layersModelFiles(network, initialWeights(network, 7))
  return { model: model!, binary: binary! }
})

export const layersModelFormat: FuzzFormat = {
  name: 'TensorFlow.js model',
  prepare: (random) => {
    const { model, binary } = oneOf(random, MODELS)
    const kind = random()
    const isPoisoned = kind > 0.95
    const changedModel: Bytes =
      kind < 0.6
        ? new TextEncoder().encode(
            mutatedJson(random, JSON.parse(new TextDecoder().decode(model.bytes))),
          )
        : kind < 0.85
          ? mutatedBytes(random, model.bytes, model.bytes.length, oneOf(random, MODELS).model.bytes)
          : model.bytes
    const changedBinary = isPoisoned
      ? poisoned(binary.bytes, 0, below(random, 2 ** 20), oneOf(random, POISONS))
      : kind > 0.9
        ? mutatedBytes(random, binary.bytes, binary.bytes.length, model.bytes)
        : binary.bytes
    return () =>
      opened([new File([changedModel], 'model.json'), new File([changedBinary], binary.name)])
  },
}
