/**
 * Draws the icons of the installed app from `public/favicon.svg`: `npm run icons`. Systems that cut
 * icons into shapes of their own get one whose ground fills the square.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { CHROMIUM_ARGUMENTS } from './chromium-arguments'
import { findOrInstallChromium } from './find-chromium'

const PUBLIC = join(import.meta.dirname, '../public')
const FOLDER = join(PUBLIC, 'icons')
/** Share of a maskable icon, across, that no system cuts off. @see https://w3c.github.io/manifest/#icon-masks */
const SAFE_SHARE = 0.8

const ICONS = [
  { name: '192', side: 192, fillsSquare: false },
  { name: '512', side: 512, fillsSquare: false },
  { name: 'maskable-512', side: 512, fillsSquare: true },
  { name: 'apple-touch', side: 180, fillsSquare: true },
] as const

const drawing = readFileSync(join(PUBLIC, 'favicon.svg'), 'utf8')
const [ground] = /<rect[^>]*\/>/.exec(drawing) ?? []
if (ground === undefined) throw new Error('make-icons: favicon.svg needs a <rect> as its ground')

/** The ground to the edges, and what is drawn on it within the part that is always seen. */
const filled = drawing
  .replace(ground, ground.replace(/ rx="[^"]*"/, ''))
  .replace(/<path/, `<path transform="translate(16 16) scale(${SAFE_SHARE}) translate(-16 -16)"`)

mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({
  executablePath: findOrInstallChromium(),
  args: [...CHROMIUM_ARGUMENTS],
})
for (const { name, side, fillsSquare } of ICONS) {
  const page = await browser.newPage({ viewport: { width: side, height: side } })
  const address = `data:image/svg+xml,${encodeURIComponent(fillsSquare ? filled : drawing)}`
  await page.setContent(
    `<body style="margin:0"><img width="${side}" height="${side}" src="${address}">`,
  )
  await page.waitForFunction(() => document.images[0]?.complete)
  writeFileSync(join(FOLDER, `${name}.png`), await page.screenshot({ omitBackground: true }))
}
await browser.close()
