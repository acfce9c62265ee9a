import { describe, expect, it } from 'vitest'
import { durationWords } from '../../../src/components/train/duration'
import { epochTicks } from '../../../src/components/train/epoch-ticks'
import { logTicks } from '../../../src/components/train/log-ticks'
import { readNumber, readSetting } from '../../../src/components/train/number-entry'
import { trainedEpochs } from '../../../src/components/train/trained-epochs'
import { defaultSettings } from '../../../src/core/recipe/settings'

describe('durationWords', () => {
  it.each([
    [0.2, '1 sec', '1秒'],
    [11.4, '12 sec', '12秒'],
    [59.5, '1 min', '1分钟'],
    [125, '2 min 5 sec', '2分钟 5秒'],
    [3600, '1 hr', '1小时'],
    [3600 + 62 * 60 + 7, '2 hr 2 min', '2小时 2分钟'],
  ])('tells %d seconds', (seconds, english, chinese) => {
    expect(durationWords(seconds, 'en')).toBe(english)
    expect(durationWords(seconds, 'zh-CN')).toBe(chinese)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])('does not tell %d', (seconds) => {
    expect(durationWords(seconds, 'en')).toBeNull()
  })
})

describe('readNumber', () => {
  it.each([
    ['128', 128],
    [' 0.004 ', 0.004],
    ['.5', 0.5],
    ['4e-3', 0.004],
    ['-2', -2],
    ['１２８', 128],
  ])('reads %j', (text, value) => {
    expect(readNumber(text)).toBe(value)
  })

  it.each(['', ' ', '1,000', '0,004', '12x', '0x10', 'Infinity', '1.2.3', 'e5'])(
    'refuses %j',
    (text) => {
      expect(readNumber(text)).toBeNull()
    },
  )
})

describe('readSetting', () => {
  it('takes what the setting may be and nothing else', () => {
    expect(readSetting('epochs', '200')).toBe(200)
    expect(readSetting('epochs', '201')).toBeNull()
    expect(readSetting('batch', '12.5')).toBeNull()
    expect(readSetting('learningRate', '12.5')).toBeNull()
    expect(readSetting('learningRate', '0.0125')).toBe(0.0125)
    expect(readSetting('seed', '1e3')).toBe(1000)
  })
})

describe('epochTicks', () => {
  it('marks every epoch where they fit', () => {
    expect(epochTicks(5, 6)).toEqual([0, 1, 2, 3, 4, 5])
    expect(epochTicks(1, 11)).toEqual([0, 1])
  })

  it('marks round epochs where they do not', () => {
    expect(epochTicks(5, 5)).toEqual([0, 2, 4])
    expect(epochTicks(200, 11)).toEqual([0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200])
  })
})

describe('logTicks', () => {
  it('marks 1, 2 and 5 where they fit', () => {
    expect(logTicks(0.004, 0.03, 6)).toEqual([0.005, 0.01, 0.02])
  })

  it('marks 1 and 3, then the decades alone, where fewer fit', () => {
    expect(logTicks(0.008, 2.2, 6)).toEqual([0.01, 0.03, 0.1, 0.3, 1])
    expect(logTicks(0.0004, 2.2, 6)).toEqual([0.001, 0.01, 0.1, 1])
  })
})

describe('trainedEpochs', () => {
  // 55,000 images in batches of 128 are 429 full ones and a last of 88.
  it.each([
    [0, 0],
    [1, 1],
    [430, 1],
    [431, 2],
    [2150, 5],
  ])('puts step %i into epoch %i', (step, epoch) => {
    expect(trainedEpochs({ settings: defaultSettings('modern'), step })).toBe(epoch)
  })

  it('follows the batch and the images held out', () => {
    const settings = { ...defaultSettings('modern'), batch: 1000, validationImages: 0 }
    expect(trainedEpochs({ settings, step: 60 })).toBe(1)
    expect(trainedEpochs({ settings, step: 61 })).toBe(2)
  })
})
