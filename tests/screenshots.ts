/**
 * Takes the page's picture in every combination that it must look right in: `npm run screenshots --
 * FOLDER`. The page must be served (`npm start`); the variable ADDRESS says where.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { CHROMIUM_ARGUMENTS } from './chromium-arguments'
import { drawWithMouse } from './e2e/pad'
import { SEVEN } from './e2e/strokes'
import { findOrInstallChromium } from './find-chromium'

const folder = process.argv[2]
if (folder === undefined) throw new RangeError('screenshots: needs a FOLDER to write to, got none')
const address = process.env.ADDRESS ?? 'http://localhost:4173/'
mkdirSync(folder, { recursive: true })

const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

const browser = await chromium.launch({
  executablePath: findOrInstallChromium(),
  args: [...CHROMIUM_ARGUMENTS],
})
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of ['light', 'dark']) {
    for (const language of ['en', 'zh-CN']) {
      const page = await browser.newPage({ viewport, serviceWorkers: 'block' })
      await page.goto(`${address}?theme=${theme}&lang=${language}&engine=wasm&epochs=1`)
      const shot = (state: string) => screenshot(page, [size, theme, language, state].join('-'))
      await shot('empty')
      await drawWithMouse(page, SEVEN)
      await shot('drawn')
      await page.close()
    }
  }
}
await browser.close()

async function screenshot(page: Page, name: string): Promise<void> {
  // The panels paint on the frame after the answer.
  await page.waitForTimeout(700)
  await page.screenshot({ path: join(String(folder), `${name}.png`), fullPage: true })
}
