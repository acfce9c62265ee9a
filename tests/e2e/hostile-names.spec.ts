import { expectAccessible } from './accessible'
import { expect, type Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

/** Names that markup, scripts, templates and shells would take for something else. */
const PAYLOADS = [
  '<img src=x onerror=alert(1)>.safetensors',
  '<script>alert(1)</script>.safetensors',
  '"><svg onload=alert(1)>.safetensors',
  "';alert(1);'.safetensors",
  'javascript:alert(1).safetensors',
  '{{constructor.constructor("alert(1)")()}}.safetensors',
  '$t(title) {{file}} $(alert 1).safetensors',
  '&lt;b&gt;bold&lt;/b&gt;.safetensors',
  '<b>bold</b><1>tag</1>.safetensors',
  '__proto__.safetensors',
  'constructor.safetensors',
  '..\\..\\w.safetensors',
  '\u202egnp.exe.safetensors',
  `${'a'.repeat(240)}.safetensors`,
]

test('names of files are shown as text, whatever they say', async ({ lab, page }) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  const elements = await page.locator('body *').count()
  const refusal = page.getByTestId('weights-refusal')
  for (const name of PAYLOADS) {
    await choose(lab, name, Buffer.from('no weights'))
    await expect(refusal).toContainText(`“${name}” was not taken`, { useInnerText: false })
    expect(await refusal.locator('img, script, svg[onload], b').count(), name).toBe(0)
  }
  const good = await page.request.get('weights/pytorch.safetensors')
  await choose(lab, PAYLOADS[0]!, await good.body())
  await expect(page.getByTestId('answering-weights')).toContainText(PAYLOADS[0]!)
  await lab.expectNotice('weightsOpened')
  await expectAccessible(page, 'a name as markup')
  expect(dialogs).toEqual([])
  expect(await page.locator('body *').count()).toBeGreaterThanOrEqual(elements)
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
})

test('an address is shown as text, whatever it says', async ({ lab, page }) => {
  const markup = '<img src=x onerror=alert(1)>'
  await lab.open(
    `engine=${encodeURIComponent(markup)}&theme=javascript:alert(1)&drawing=${'1'.repeat(5000)}`,
  )
  const notice = page.getByTestId('notice').filter({ hasText: markup })
  await expect(notice).toBeVisible()
  expect(await page.locator('img[src=x]').count()).toBe(0)
})

async function choose({ page }: Lab, name: string, buffer: Buffer): Promise<void> {
  await page
    .getByTestId('open-weights-file')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
}
