import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGUMENTS } from './tests/chromium-arguments'
import { VIOLATIONS } from './tests/e2e/violations'
import { findOrInstallChromium } from './tests/find-chromium'

const port = Number(process.env.E2E_PORT ?? 4174)
const origin = `http://127.0.0.1:${port}`

/** End-to-end tests of the built app: `npm run build` comes first. */
export default defineConfig({
  testDir: 'tests/e2e',
  // Most tests wait for one thread of the page or of a worker: two tests keep two cores busy.
  workers: 2,
  fullyParallel: true,
  // Bounds for what hangs. How fast anything is, the benchmark says: a busy machine fails no test here.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  outputDir: 'test-results',
  reporter: [['list']],
  use: {
    baseURL: origin,
    locale: 'en-GB',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    // Its caches would answer in the place of what a test routes or counts; its own tests let it in.
    serviceWorkers: 'block',
    // Traces record every change of the page and would be what the timings measure.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findOrInstallChromium(), args: [...CHROMIUM_ARGUMENTS] },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: origin,
    env: { CSP_REPORT_URI: VIOLATIONS },
    reuseExistingServer: false,
    timeout: 30_000,
  },
})
