import { patchBrowser, routeShards } from './faults'
import { expect, test, type Watch } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'
import { NOTES, noted } from './warm-up'

const paths = ({ requests }: Watch) => requests.map((request) => new URL(request.url()).pathname)
const shards = (watch: Watch) => paths(watch).filter((path) => /\/mnist\/.*\.bin$/.test(path))
const trainers = (watch: Watch) =>
  paths(watch).filter((path) => /trainer\.worker[^/]*\.js$/.test(path))

test('a pointer on the training controls has the engine and the first images made ready, and a click trains with them', async ({
  lab,
  page,
  watch,
}) => {
  await patchBrowser(page, NOTES)
  await lab.open('engine=simd&epochs=50&batch=128&seed=7')
  await expect(lab.train).toBeVisible()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  expect(trainers(watch)).toEqual([])
  expect(shards(watch)).toEqual([])

  await lab.train.hover()
  await expect.poll(() => noted(page, 'answered: prepare')).toHaveLength(1)
  const made = await noted(page, 'made by trainer')
  expect(made).toEqual(['made by trainer: wasm'])
  expect(shards(watch)).toEqual([expect.stringContaining('train-00')])
  await lab.expectPhase('idle')

  await lab.train.click()
  await lab.expectImages(128 * 20)
  expect(await noted(page, 'made by trainer')).toEqual(made)
  expect(await noted(page, 'asked: prepare')).toHaveLength(1)
  expect(trainers(watch)).toHaveLength(1)
  await lab.stop.click()
  await lab.expectPhase('done')
})

test('what fails on the focus is told of at the click, and an engine chosen since then trains', async ({
  lab,
  page,
  watch,
}) => {
  await patchBrowser(page, NOTES)
  await routeShards(page, (route) => route.abort())
  await lab.open('engine=simd&epochs=50&batch=128&seed=7')
  await lab.train.focus()
  await expect.poll(() => noted(page, 'refused: prepare')).toHaveLength(1)
  await lab.expectPhase('idle')
  await expect(lab.notices).toHaveCount(0)
  await lab.train.press('Enter')
  await lab.expectFailure('data')

  await routeShards(page, (route) => route.continue())
  await lab.engineSelect.selectOption('wasm')
  await lab.train.hover()
  await expect.poll(() => noted(page, 'answered: prepare')).toHaveLength(1)
  await lab.train.press('Enter')
  await lab.expectImages(128)
  await expect(lab.engine).toHaveAttribute('data-engine', 'wasm')
  expect(trainers(watch)).toHaveLength(1)
})
