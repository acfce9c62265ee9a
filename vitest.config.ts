import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { ISOLATION } from './src/programs/page-security.ts'
import { CHROMIUM_ARGUMENTS } from './tests/chromium-arguments.ts'
import { findChromium } from './tests/find-chromium.ts'

/** Bounds for what hangs: how long a test takes on a busy machine says nothing of the code. */
const UNIT_TIME_LIMIT = 120_000
/** WebGL in software compiles its shaders for many seconds where other tests use the cores too. */
const ENGINE_TIME_LIMIT = 120_000

const chromium = findChromium()

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/unit/seeded-properties.ts'],
          testTimeout: UNIT_TIME_LIMIT,
          hookTimeout: UNIT_TIME_LIMIT,
          maxWorkers: 2,
        },
      },
      {
        // As the app is served, so that threads share memory.
        server: { headers: ISOLATION },
        // What these tests import and no more: dependencies that are only found while a test runs are
        // bundled anew, and the page is reloaded under the test.
        optimizeDeps: {
          noDiscovery: true,
          include: [
            '@tensorflow/tfjs',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgl',
            '@tensorflow/tfjs-backend-webgpu',
            'idb',
            'valibot',
          ],
        },
        test: {
          name: 'engine',
          include: ['tests/engine/**/*.test.ts'],
          testTimeout: ENGINE_TIME_LIMIT,
          hookTimeout: ENGINE_TIME_LIMIT,
          // One page at a time: a machine with two cores has none left for a second.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium === null ? {} : { executablePath: chromium }),
                args: [...CHROMIUM_ARGUMENTS],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
