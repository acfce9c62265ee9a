import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGUMENTS } from './tests/chromium-arguments'
import { findOrInstallChromium } from './tests/find-chromium'

const port = Number(process.env.E2E_PORT ?? 4174)
const origin = `http://127.0.0.1:${port}`

/** Tests that train for long, or say how smoothly the page draws meanwhile. */
const TRAINING = /(training-\w+|network-1998|frames)\.spec\.ts$/

/** End-to-end tests of the built app: `npm run build` comes first. */
export default defineConfig({
  testDir: 'tests/e2e',
  workers: 2,
  projects: [
    { name: 'pages', testIgnore: TRAINING },
    // Training uses both cores of a small machine: run it with `--workers=1`.
    { name: 'training', testMatch: TRAINING },
  ],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  reporter: [['list']],
  use: {
    baseURL: origin,
    locale: 'en-GB',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    // Traces record every change of the page and would be what the timings measure.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findOrInstallChromium(), args: [...CHROMIUM_ARGUMENTS] },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: origin,
    reuseExistingServer: false,
    timeout: 30_000,
  },
})
