import { describe, expect, it } from 'vitest'
import { isOwnWorker } from '../../../src/worker/protocol/script-policy'

const FOLDER = 'https://host.example/some/where/assets/'

describe('a worker of this app', () => {
  it.each([
    `${FOLDER}reader.worker-BUaVg0W8.js`,
    `${FOLDER}simd-helper.worker-a_-9xYz0.js`,
    './trainer.worker-DDkkijeh.js',
    'https://host.example/some/where/service-worker.js',
  ])('is %s', (address) => {
    expect(isOwnWorker(address, FOLDER)).toBe(true)
  })

  it.each([
    'https://elsewhere.example/some/where/assets/reader.worker-BUaVg0W8.js',
    'https://host.example/other/assets/reader.worker-BUaVg0W8.js',
    `${FOLDER}../reader.worker-BUaVg0W8.js`,
    `${FOLDER}deeper/reader.worker-BUaVg0W8.js`,
    `${FOLDER}first-screen-Dayb_QoG.js`,
    `${FOLDER}reader.worker.js`,
    `${FOLDER}reader.worker-BUaVg0W8.js?next=https://elsewhere.example`,
    `${FOLDER}reader.worker-BUaVg0W8.js#a`,
    `${FOLDER}reader.worker-BUaVg0W8.mjs`,
    'https://host.example/service-worker.js',
    'https://host.example/some/where/service-worker.js?from=https://elsewhere.example',
    `${FOLDER}service-worker.js`,
    'data:text/javascript,postMessage(1)',
    'blob:https://host.example/4b6f2c5e',
    'javascript:alert(1)',
    '//elsewhere.example/reader.worker-BUaVg0W8.js',
    'https://host.example@elsewhere.example/some/where/assets/reader.worker-BUaVg0W8.js',
  ])('is not %s', (address) => {
    expect(isOwnWorker(address, FOLDER)).toBe(false)
  })
})
