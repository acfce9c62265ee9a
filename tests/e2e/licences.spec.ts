import * as v from 'valibot'
import { audit, sentenceOf } from '../audit/audit'
import { expectAccessible } from './accessible'
import { expect, test } from './lab'

const PHONE = { width: 320, height: 640 }

test('the foot opens every licence of what the page is made of', async ({ lab, page }) => {
  await lab.open()
  const opener = page.getByTestId('licences')
  await opener.focus()
  await page.keyboard.press('Enter')
  const list = page.getByTestId('licence-list')
  for (const name of ['@tensorflow/tfjs-core', 'react', 'workbox-core', 'comlink', 'seedrandom']) {
    await expect(
      list
        .getByText(name, { exact: true })
        .or(list.getByText(`${name} `))
        .first(),
    ).toBeVisible()
  }
  await list.locator('summary').first().click()
  await expect(list.locator('details[open] pre')).toHaveText(/\S \S/)
  await expectAccessible(page, 'licences')
  await page.setViewportSize(PHONE)
  await expectAccessible(page, 'licences on a phone')
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(opener).toBeFocused()
})

test('no package that the page is made of has a known advisory', async ({ request }) => {
  const list = await (await request.get('licences.json')).json()
  const shipped = v.parse(v.array(v.object({ name: v.string() })), list)
  expect(shipped.length).toBeGreaterThan(50)
  const outcome = await audit()
  if (outcome.kind === 'unasked') {
    test.skip(true, `the registry could not be asked: ${outcome.reason}`)
    return
  }
  const findings = outcome.findings.filter(({ name }) => shipped.some((own) => own.name === name))
  expect(findings.map(sentenceOf)).toEqual([])
})
