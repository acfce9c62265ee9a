/**
 * Trains the weights that come with the page: `npm run pretrain [-- VARIANT …]`, by default every
 * variant that an engine can compute. Seeded, so that it can be repeated; TensorFlow.js on
 * WebAssembly, in Node.
 *
 * The recipe was chosen on the validation images. The test images are read once, at the end, for
 * the model card.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MNIST_COUNTS } from '../core/mnist/images'
import { VARIANTS, type Variant } from '../core/network/description'
import { totalParameters } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import { defaultSettings, type TrainingSettings } from '../core/recipe/settings'
import type { Engine } from '../engine/engine'
import { selfTest } from '../engine/self-test'
import { createTfjsEngine } from '../engine/tfjs/tfjs-engine'
import type { ModelCard } from '../storage/model-card'
import { formatSafetensors } from '../storage/safetensors'
import { tensorsOf } from '../storage/shipped-weights'
import { CheckpointKeeper } from '../training/checkpoint-keeper'
import { evaluate, everyIndex } from '../training/evaluation'
import { planRun } from '../training/run-plan'
import { trainingRun } from '../training/training-run'
import { readMnist } from './mnist-package'

/** What differs from the settings that the page offers. */
const RECIPES: Readonly<Record<Variant, Partial<TrainingSettings>>> = {
  modern: { epochs: 12, learningRate: 0.004 },
  pytorch: { epochs: 20, learningRate: 0.01, batch: 64 },
  'lenet5-1998': {},
}

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../public/weights')
const percent = (share: number) => `${(100 * share).toFixed(2)} %`
const atOnce = () => Promise.resolve()

const asked = process.argv.slice(2)
const variants = VARIANTS.filter((name) => asked.length === 0 || asked.includes(name))
const unknown = asked.find((name) => !VARIANTS.some((known) => known === name))
if (unknown !== undefined) {
  throw new RangeError(`pretrain: VARIANT must be one of ${VARIANTS}, got ${unknown}`)
}

const train = readMnist('train')
const engine = await createTfjsEngine('wasm', { wasmPaths: wasmPaths() })
for (const variant of variants) {
  const settings = { ...defaultSettings(variant), ...RECIPES[variant] }
  await selfTest(engine, networkOf(variant, settings.activation))
  await pretrain(engine, settings)
}
engine.dispose()

async function pretrain(engine: Engine, settings: TrainingSettings): Promise<void> {
  const { variant } = settings
  const network = networkOf(variant, settings.activation)
  const plan = planRun(settings)
  const checkpoints = new CheckpointKeeper({ settings, clock: () => performance.now() })
  const data = {
    ...train,
    shardImages: MNIST_COUNTS.train.shardImages,
    shardReady: () => Promise.resolve(),
  }
  const started = performance.now()
  let validationError: number | null = null
  for await (const done of trainingRun({ engine: () => engine, data, plan, checkpoints })) {
    if (done.kind === 'step') continue
    const score = await evaluate(() => engine, network, train, plan.validation, atOnce)
    validationError = score.error
    const seconds = Math.round((performance.now() - started) / 1000)
    console.log(
      `${variant}: epoch ${done.epoch} of ${settings.epochs}, ${seconds} s, ` +
        `validation error ${percent(score.error)}, loss ${score.loss.toFixed(4)}`,
    )
  }
  const testImages = everyIndex(MNIST_COUNTS.test.images)
  const test = readMnist('test')
  const { error: testError } = await evaluate(() => engine, network, test, testImages, atOnce)
  writeWeights(settings, checkpoints, validationError, testError)
  console.log(`${variant}: test error ${percent(testError)}`)
}

function writeWeights(
  settings: TrainingSettings,
  checkpoints: CheckpointKeeper,
  validationError: number | null,
  testError: number,
): void {
  const { variant, activation, seed, epochs, validationImages } = settings
  const network = networkOf(variant, activation)
  const file = formatSafetensors(tensorsOf(network, checkpoints.newest.weights))
  const card: ModelCard = {
    variant,
    activation,
    parameters: totalParameters(network),
    data: `${MNIST_COUNTS.train.images - validationImages} MNIST training images, undistorted`,
    recipe: recipeInWords(settings),
    seed,
    epochs,
    validationError,
    testError,
    trained: new Date().toISOString().slice(0, 10),
    engine: `TensorFlow.js, ${engine.describe().device}`,
    sha256: createHash('sha256').update(file).digest('hex'),
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${variant}.safetensors`), file)
  writeFileSync(join(folder, `${variant}.json`), `${JSON.stringify(card, null, 2)}\n`)
}

function recipeInWords(settings: TrainingSettings): string {
  const { optimizer, learningRate, schedule, batch, momentum } = settings
  const name = optimizer === 'adam' ? 'Adam' : `SGD with momentum ${momentum}`
  const course = schedule === 'oneCycle' ? 'one cycle up to' : 'constant at'
  return `${name}, learning rate ${course} ${learningRate}, batch ${batch}`
}

function wasmPaths(): { readonly simd: string; readonly plain: string } {
  const resolve = createRequire(import.meta.url).resolve
  const file = (name: string) => resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`)
  return { simd: file('tfjs-backend-wasm-simd.wasm'), plain: file('tfjs-backend-wasm.wasm') }
}
