import { oneOf } from '../../src/core/chance'
import { IMAGES } from '../fuzz/images'
import { mutatedBytes } from '../fuzz/mutate-bytes'
import { randomOfCase } from '../fuzz/run-cases'
import { expect, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

const SEED = 1998
const CASES = 120

test('changed images in every format are ink or refused, and the pen goes on', async ({
  lab,
  page,
}) => {
  await lab.open()
  const field = page.getByTestId('open-image-file')
  for (const image of IMAGES) {
    await field.setInputFiles(fileOf(image))
    await lab.expectNotice('imageTaken')
    await lab.notices.getByRole('button').last().click()
  }
  for (let index = 0; index < CASES; index++) {
    const random = randomOfCase(SEED, index)
    const image = oneOf(random, IMAGES)
    await field.setInputFiles(fileOf(mutatedBytes(random, image, 64, oneOf(random, IMAGES))))
  }
  await lab.expectNotice('imageNotReadable')
  // The last of them may still be on their way to the pad.
  await expect(async () => {
    await page.getByTestId('clear').click()
    await drawAtOnce(page, SEVEN)
    await expect(lab.prediction).toHaveText('7', { timeout: 2000 })
  }).toPass({ timeout: 30_000 })
})

const fileOf = (bytes: Uint8Array) => ({
  name: 'image.png',
  mimeType: 'image/png',
  buffer: Buffer.from(bytes),
})
