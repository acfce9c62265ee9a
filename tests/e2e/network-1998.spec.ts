import { expectAccessible } from './accessible'
import { expect, report, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

/** Of the 10,000 test images, after one epoch at the default rate. */
const ONE_EPOCH_TEST_ERROR = 6

test('the 1998 network trains in the tab and shows how far the drawing is from each code', async ({
  lab,
  page,
}) => {
  test.setTimeout(150_000)
  await lab.open('variant=lenet5-1998&engine=simd&epochs=1&seed=7')
  await expect(page.getByTestId('variant-select')).toHaveValue('lenet5-1998')
  await lab.train.click()
  await lab.expectPhase('done', 120_000)
  const { testError } = await lab.trainStatus()
  expect(testError).toBeLessThanOrEqual(ONE_EPOCH_TEST_ERROR)
  report(`test error ${testError} % of the 1998 network after one epoch on simd`)

  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  const codes = page.getByTestId('code-distances').getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const distances = (
    await codes.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-distance')))
  ).map(Number)
  expect(Math.min(...distances)).toBe(distances[7])
  expect(distances[7]).toBeGreaterThan(0)
  // Both are of the same reading: shares are in proportion to e to minus the distances.
  const shares = await lab.probabilities()
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-5)
  expect(shares.indexOf(Math.max(...shares))).toBe(7)
  await expect(codes.nth(7)).toHaveAttribute('data-best', 'true')

  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    // The curves take their new size a frame or two later.
    const tooWide = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
    await expect.poll(tooWide, `at ${width} pixels`).toBe(false)
  }
  await expectAccessible(page, 'trained')
})
