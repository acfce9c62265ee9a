/**
 * `npm run test:lighthouse`: judges the built page by Lighthouse, as a desktop and as a phone, prints
 * a Markdown table of its scores and what cost points, and fails where accessibility is not whole.
 *
 * Lighthouse is fetched when this is run: 200 packages that nothing else needs are not worth their
 * place in every checkout.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { buildAndServe } from '../bench/served'
import { CHROMIUM_ARGUMENTS } from '../chromium-arguments'
import { findOrInstallChromium } from '../find-chromium'

/** The last that runs on Node.js 20. */
const LIGHTHOUSE = 'lighthouse@12.8.2'
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
const FORMS = { desktop: ['--preset=desktop'], phone: ['--form-factor=mobile'] } as const

/** Shares of 1; null where Lighthouse could not judge. */
const score = v.nullable(v.number())
const lighthouseReport = v.object({
  categories: v.object({
    performance: v.object({ score }),
    accessibility: v.object({ score }),
    'best-practices': v.object({ score }),
  }),
  audits: v.record(
    v.string(),
    v.object({ id: v.string(), score, displayValue: v.optional(v.string()) }),
  ),
})
type LighthouseReport = v.InferOutput<typeof lighthouseReport>

/** Runs beside this program, which serves the page meanwhile. */
async function judge(address: string, words: readonly string[]): Promise<LighthouseReport> {
  const folder = mkdtempSync(join(tmpdir(), 'lenet-lab-lighthouse-'))
  const path = join(folder, 'report.json')
  try {
    const child = spawn(
      'npx',
      [
        '--yes',
        LIGHTHOUSE,
        address,
        ...words,
        `--only-categories=${CATEGORIES.join(',')}`,
        '--output=json',
        `--output-path=${path}`,
        `--chrome-flags=${['--headless=new', ...CHROMIUM_ARGUMENTS].join(' ')}`,
        '--quiet',
      ],
      {
        cwd: folder,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, CHROME_PATH: findOrInstallChromium() },
      },
    )
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`judge: ${LIGHTHOUSE} must end well, got exit code ${code}`)
    return v.parse(lighthouseReport, JSON.parse(readFileSync(path, 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const inPercent = (part: number | null) => (part === null ? '–' : `${Math.round(100 * part)}`)

function costs({ audits }: LighthouseReport): string {
  const lost = Object.values(audits).filter(({ score: part }) => part !== null && part < 0.9)
  return lost
    .map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id))
    .join(', ')
}

const app = await buildAndServe('index.html')
try {
  console.log(`| ${LIGHTHOUSE} | ${CATEGORIES.join(' | ')} | below 90 |`)
  console.log(`| --- | ${CATEGORIES.map(() => '---').join(' | ')} | --- |`)
  for (const [form, words] of Object.entries(FORMS)) {
    const report = await judge(app.address, words)
    const scores = CATEGORIES.map((name) => inPercent(report.categories[name].score))
    console.log(`| ${form} | ${scores.join(' | ')} | ${costs(report)} |`)
    if (report.categories.accessibility.score !== 1) process.exitCode = 1
  }
} finally {
  await app.close()
}
