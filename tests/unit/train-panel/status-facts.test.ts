import { createInstance, type i18n } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  barePercent,
  type StatusState,
  shareDone,
  statusFacts,
} from '../../../src/components/train/status-facts'
import { formatIn } from '../../../src/components/use-format'
import { defaultSettings } from '../../../src/core/recipe/settings'
import english from '../../../src/i18n/en/train.json'
import chinese from '../../../src/i18n/zh-CN/train.json'
import type { Evaluation } from '../../../src/worker/protocol'

const EVALUATION: Evaluation = {
  epoch: 1,
  images: 55_000,
  validationError: 0.0158,
  validationLoss: 0.06,
  testError: 0.0142,
  leastEvidence: null,
  testLoss: 0.05,
  confusion: { counts: new Uint32Array(100) },
}

const RUNNING: StatusState = {
  phase: 'running',
  settings: defaultSettings('modern'),
  progress: {
    epoch: 2,
    epochs: 5,
    images: 82_500,
    totalImages: 275_000,
    imagesPerSecond: 11_937.3,
    secondsLeft: 11.4,
    memoryBytes: 41_300_000,
  },
  dataProgress: { images: 70_000, totalImages: 70_000, bytes: 10_400_000, totalBytes: 10_400_000 },
  evaluations: [EVALUATION],
  runKeeping: { kind: 'unknown' },
}

let words: i18n
beforeAll(async () => {
  words = createInstance()
  await words.init({
    lng: 'en',
    ns: ['train'],
    resources: { en: { train: english }, 'zh-CN': { train: chinese } },
    interpolation: { escapeValue: false },
  })
})

const lineIn = (language: string, state: StatusState): string =>
  statusFacts(state, words.getFixedT(language, 'train'), formatIn(language), language)
    .map(({ text }) => text)
    .join(' · ')

describe('statusFacts', () => {
  it('tells a run in one line', () => {
    expect(lineIn('en', RUNNING)).toBe(
      'epoch 2 of 5 · 11,900 images/s · memory 41 MB · validation error 1.58% · ' +
        'test error 1.42% · 12 sec left',
    )
  })

  it('tells it in Chinese', () => {
    expect(lineIn('zh-CN', RUNNING)).toBe(
      '第 2 轮，共 5 轮 · 每秒 11,900 张 · 内存 41 MB · 验证集错误率 1.58% · ' +
        '测试集错误率 1.42% · 还需 12秒',
    )
  })

  it('tells whether the run is kept, and of an earlier one neither speed nor memory', () => {
    const kept = { kind: 'kept', run: 1, images: 82_000, film: true } as const
    expect(lineIn('en', { ...RUNNING, runKeeping: kept })).toContain('kept on this device · 12 sec')
    const progress = { ...RUNNING.progress!, imagesPerSecond: 0, secondsLeft: 0, memoryBytes: 0 }
    const earlier = { ...RUNNING, phase: 'idle', progress, runKeeping: kept } as const
    expect(lineIn('en', earlier)).toBe(
      'an earlier run, epoch 2 of 5 · validation error 1.58% · test error 1.42%',
    )
  })

  it('keeps the place of errors that are not measured yet', () => {
    expect(lineIn('en', { ...RUNNING, evaluations: [] })).toContain(
      'validation error – · test error –',
    )
  })

  it('tells no validation error where no image was held out', () => {
    const state = { ...RUNNING, evaluations: [{ ...EVALUATION, validationError: null }] }
    expect(lineIn('en', state)).not.toContain('validation')
  })

  it('tells how much of the data is here while some is missing', () => {
    const dataProgress = { images: 1, totalImages: 2, bytes: 3_210_000, totalBytes: 10_400_000 }
    const loading = { ...RUNNING, phase: 'loading', progress: null, dataProgress } as const
    expect(lineIn('en', loading)).toBe('Fetching MNIST · data 3.2 of 10.4 MB')
    expect(lineIn('en', { ...RUNNING, dataProgress })).toContain('data 3.2 of 10.4 MB')
    expect(shareDone(loading)).toBeCloseTo(3.21 / 10.4, 12)
  })

  it('tells a finished run from a stopped one, and one epoch from many', () => {
    const done = { ...RUNNING, phase: 'done' } as const
    expect(lineIn('en', done)).toMatch(/^stopped in epoch 2 of 5 · /)
    const progress = { ...RUNNING.progress!, images: 55_000, totalImages: 55_000, epochs: 1 }
    expect(lineIn('en', { ...done, progress })).toMatch(/^trained 1 epoch · /)
  })

  it('says before the first run what the images are for', () => {
    const idle = { ...RUNNING, phase: 'idle', progress: null, evaluations: [] } as const
    expect(lineIn('en', idle)).toBe(
      'Ready: 55,000 images train, 5,000 validate. · ' +
        'The 10,000 test images only measure, they never train.',
    )
    const all = { ...idle, settings: { ...idle.settings, validationImages: 0 } }
    expect(lineIn('en', all)).toMatch(/^Ready: all 60,000 images train\./)
  })
})

describe('shareDone', () => {
  it('is that of the images, and 0 before there are any', () => {
    expect(shareDone(RUNNING)).toBe(0.3)
    expect(shareDone({ ...RUNNING, progress: null })).toBe(0)
  })

  it('is 0 while an engine starts with all data there', () => {
    expect(shareDone({ ...RUNNING, phase: 'loading' })).toBe(0)
  })
})

describe('barePercent', () => {
  it.each([
    [0.0142, '1.42'],
    [0.01, '1'],
    [0.90199, '90.2'],
    [0, '0'],
    [undefined, ''],
  ])('writes %s as %j', (share, text) => {
    expect(barePercent(share)).toBe(text)
  })
})
