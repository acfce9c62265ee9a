/**
 * Trains the weights that come with the page: `npm run pretrain [-- VARIANT …] [--recipe NAME]
 * [--seeds N]`, by default every recipe with three seeds, on our SIMD kernels in Node.js. Every run
 * can be repeated bit for bit.
 *
 * Of a variant's shipped recipe, the weights of the seed with the least loss on the validation
 * images go with the page; recipes were chosen on those images, too. The test images are read once,
 * at the end of a run. What all runs came to is printed as a table.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MNIST_COUNTS } from '../core/mnist/images'
import { VARIANTS } from '../core/network/description'
import { totalParameters } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import { distortionsInWords } from '../core/recipe/distortion-settings'
import type { ModelCard } from '../storage/model-card'
import { formatSafetensors } from '../storage/safetensors'
import { tensorsOf } from '../storage/shipped-weights'
import { ERROR_TABLE_HEAD, errorRow } from './error-table'
import { readMnist } from './mnist-package'
import { type Pretrained, pretrain } from './pretraining'
import { RECIPES, type Recipe, SHIPPED_RECIPES } from './recipes'
import { WEIGHTS_FOLDER } from './shipped-network'
import { simdEngineInNode } from './simd-in-node'

const FIRST_SEED = 1998

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { recipe: { type: 'string' }, seeds: { type: 'string', default: '3' } },
})
const unknown = positionals.find((name) => !VARIANTS.some((known) => known === name))
if (unknown !== undefined) {
  throw new RangeError(`pretrain: VARIANT must be one of ${VARIANTS}, got ${unknown}`)
}
const seeds = Number(values.seeds)
if (!(Number.isInteger(seeds) && seeds > 0)) {
  throw new RangeError(`pretrain: --seeds must be a whole number above 0, got ${values.seeds}`)
}
const isAsked = ({ name, settings: { variant } }: Recipe) =>
  (positionals.length === 0 || positionals.includes(variant)) && (values.recipe ?? name) === name

const mnist = { train: readMnist('train'), test: readMnist('test') }
const engine = await simdEngineInNode()
const rows: string[] = []
for (const recipe of RECIPES.filter(isAsked)) {
  const { variant } = recipe.settings
  const runs: { readonly seeded: Recipe; readonly trained: Pretrained }[] = []
  for (let seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
    const seeded = { ...recipe, settings: { ...recipe.settings, seed } }
    const trained = await pretrain(engine, mnist, seeded, (line) =>
      console.error(`${variant}, ${recipe.name}, seed ${seed}: ${line}`),
    )
    runs.push({ seeded, trained })
  }
  const row = errorRow(
    recipe,
    runs.map(({ trained }) => trained),
  )
  console.error(row)
  rows.push(row)
  if (recipe !== SHIPPED_RECIPES[variant]) continue
  const best = runs.reduce((one, other) =>
    other.trained.validationLoss < one.trained.validationLoss ? other : one,
  )
  writeWeights(best.seeded, best.trained)
}
engine.dispose()
console.log([ERROR_TABLE_HEAD, ...rows].join('\n'))

function writeWeights(
  recipe: Recipe,
  { weights, validationError, testError, leastEvidence }: Pretrained,
): void {
  const { variant, activation, seed, epochs } = recipe.settings
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
