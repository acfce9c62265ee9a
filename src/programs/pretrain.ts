/**
 * Trains the weights that come with the page: `npm run pretrain [-- VARIANT …]`, by default every
 * variant. Seeded, so that it can be repeated; our SIMD kernels, in Node.js.
 *
 * `npm run pretrain -- --table [VARIANT …] [--recipe NAME]` trains every such recipe with three seeds
 * instead, writes no weights and prints their errors as a table.
 *
 * Recipes were chosen on the validation images. The test images are read once, at the end.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MNIST_COUNTS } from '../core/mnist/images'
import { VARIANTS, type Variant } from '../core/network/description'
import { totalParameters } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import { distortionsInWords } from '../core/recipe/distortion-settings'
import type { ModelCard } from '../storage/model-card'
import { formatSafetensors } from '../storage/safetensors'
import { tensorsOf } from '../storage/shipped-weights'
import { errorTable } from './error-table'
import { readMnist } from './mnist-package'
import { type Pretrained, pretrain } from './pretraining'
import { RECIPES, type Recipe, SHIPPED_RECIPES } from './recipes'
import { WEIGHTS_FOLDER } from './shipped-network'
import { simdEngineInNode } from './simd-in-node'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { table: { type: 'boolean' }, recipe: { type: 'string' } },
})
const unknown = positionals.find((name) => !VARIANTS.some((known) => known === name))
if (unknown !== undefined) {
  throw new RangeError(`pretrain: VARIANT must be one of ${VARIANTS}, got ${unknown}`)
}

const isAsked = (variant: Variant) => positionals.length === 0 || positionals.includes(variant)

const mnist = { train: readMnist('train'), test: readMnist('test') }
const engine = await simdEngineInNode()
if (values.table) {
  const recipes = RECIPES.filter(
    ({ name, settings: { variant } }) => isAsked(variant) && (values.recipe ?? name) === name,
  )
  console.log(await errorTable(engine, mnist, recipes, console.error))
} else {
  for (const variant of VARIANTS) {
    if (!isAsked(variant)) continue
    const recipe = SHIPPED_RECIPES[variant]
    const trained = await pretrain(engine, mnist, recipe, (line) =>
      console.log(`${variant}: ${line}`),
    )
    writeWeights(variant, recipe, trained)
    console.log(`${variant}: test error ${(100 * trained.testError).toFixed(2)} %`)
  }
}
engine.dispose()

function writeWeights(
  variant: Variant,
  recipe: Recipe,
  { weights, validationError, testError, leastEvidence }: Pretrained,
): void {
  const { activation, seed, epochs } = recipe.settings
  const network = networkOf(variant, activation)
  const file = formatSafetensors(tensorsOf(network, weights))
  const card: ModelCard = {
    variant,
    activation,
    parameters: totalParameters(network),
    data: dataInWords(recipe),
    recipe: recipeInWords(recipe),
    seed,
    epochs,
    validationError,
    testError,
    rubbish: recipe.rubbishImages > 0,
    leastEvidence,
    trained: new Date().toISOString().slice(0, 10),
    engine: `our own kernels, ${engine.describe().device}`,
    sha256: createHash('sha256').update(file).digest('hex'),
  }
  const folder = fileURLToPath(WEIGHTS_FOLDER)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${variant}.safetensors`), file)
  writeFileSync(join(folder, `${variant}.json`), `${JSON.stringify(card, null, 2)}\n`)
}

function dataInWords(recipe: Recipe): string {
  const { settings, distortionFade, habitShare, redrawnImages, rubbishImages } = recipe
  const images = MNIST_COUNTS.train.images - settings.validationImages
  return [
    `${images} MNIST training images`,
    habitShare > 0 && `${100 * habitShare} % of the 0, 1 and 7 with a stroke more`,
    redrawnImages > 0 && `${redrawnImages} redrawn with a brush`,
    rubbishImages > 0 && `${rubbishImages} drawn images of no digit`,
    distortionsInWords(settings.distortions),
    distortionFade.to < 1 && `weaker from epoch to epoch, down to ${100 * distortionFade.to} %`,
  ]
    .filter((part) => part !== false)
    .join(', ')
}

function recipeInWords({ settings, averagedEpochs }: Recipe): string {
  const { optimizer, learningRate, schedule, batch, momentum, weightDecay } = settings
  const adam = weightDecay === 0 ? 'Adam' : `AdamW with decay ${weightDecay}`
  const name = optimizer === 'adam' ? adam : `SGD with momentum ${momentum}`
  const course = {
    oneCycle: 'one cycle up to',
    constant: 'constant at',
    paperStaircase: 'the paper’s staircase from',
  }[schedule]
  const mean = averagedEpochs > 1 ? `, mean of the last ${averagedEpochs} epochs` : ''
  return `${name}, learning rate ${course} ${learningRate}, batch ${batch}${mean}`
}
