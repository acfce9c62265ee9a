import { describe, expect, it } from 'vitest'
import {
  addCounts,
  countPlaywright,
  countVitest,
  NO_TESTS,
  repeatedTests,
  skippedTests,
  summaryLine,
  withRunner,
} from '../report-counts'

const vitestFile = (status: string, ...statuses: string[]) => ({
  status,
  assertionResults: statuses.map((each) => ({ status: each })),
})

describe('countVitest', () => {
  it('adds up files, and counts a file that did not load as one failure', () => {
    const testResults = [
      vitestFile('passed', 'passed', 'passed', 'pending'),
      vitestFile('failed', 'failed', 'passed', 'failed', 'todo'),
      vitestFile('failed'),
    ]
    expect(countVitest({ testResults })).toEqual({ passed: 3, failed: 3, skipped: 2 })
  })

  it('refuses what is no report', () => {
    expect(() => countVitest({ success: true })).toThrow('testResults must be a list')
    expect(() => countVitest({ testResults: [{}] })).toThrow('assertionResults must be a list')
  })
})

describe('countPlaywright', () => {
  it('counts a test that passed when repeated as passed', () => {
    const stats = { expected: 11, unexpected: 2, flaky: 3, skipped: 5 }
    expect(countPlaywright({ stats })).toEqual({ passed: 14, failed: 2, skipped: 5 })
  })

  it('refuses what is no report', () => {
    expect(() => countPlaywright({ stats: { expected: 1, flaky: 0 } })).toThrow(
      'stats.unexpected must be a number, got undefined',
    )
  })
})

describe('repeatedTests', () => {
  const spec = (title: string, ...statuses: string[]) => ({
    title,
    tests: statuses.map((status) => ({ status })),
  })

  it('names the tests that needed a second attempt, and no others', () => {
    const training = { title: 'training.spec.ts', specs: [spec('starts', 'flaky')] }
    const head = { title: 'on a phone', specs: [spec('fits', 'flaky'), spec('scrolls', 'skipped')] }
    const page = {
      title: 'page.spec.ts',
      specs: [spec('opens', 'expected'), spec('closes', 'unexpected')],
      suites: [{ title: 'head', specs: [], suites: [head] }],
    }
    expect(repeatedTests({ suites: [training, page] })).toEqual([
      'training.spec.ts › starts',
      'page.spec.ts › head › on a phone › fits',
    ])
  })

  it('refuses what is no report', () => {
    expect(() => repeatedTests({})).toThrow('suites must be a list')
    expect(() => repeatedTests({ suites: [{}] })).toThrow('specs must be a list')
  })
})

describe('skippedTests', () => {
  it('names the tests that could not be run, with the reason where there is one', () => {
    const why = [
      { type: 'skip', description: 'no network' },
      { type: 'measured', description: '7' },
    ]
    const specs = [
      { title: 'asks', tests: [{ status: 'skipped', annotations: why }] },
      { title: 'waits', tests: [{ status: 'skipped' }] },
      { title: 'works', tests: [{ status: 'expected', annotations: why }] },
    ]
    expect(skippedTests({ suites: [{ title: 'a.spec.ts', specs }] })).toEqual([
      'a.spec.ts › asks: no network',
      'a.spec.ts › waits',
    ])
  })
})

describe('withRunner', () => {
  const seven = { passed: 7, failed: 0, skipped: 1 }

  it('lets a runner that ended well stand', () => {
    expect(withRunner(seven, 0)).toEqual(seven)
  })

  it('counts a crash that no test shows, and counts it once', () => {
    expect(withRunner(seven, 1)).toEqual({ passed: 7, failed: 1, skipped: 1 })
    expect(withRunner({ ...seven, failed: 2 }, 1)).toEqual({ passed: 7, failed: 2, skipped: 1 })
  })

  it('counts a run without tests as a failure', () => {
    expect(withRunner({ ...NO_TESTS, skipped: 4 }, 0)).toEqual({ passed: 0, failed: 1, skipped: 4 })
  })
})

describe('summaryLine', () => {
  it('names what was skipped only where something was', () => {
    const counts = addCounts({ passed: 2, failed: 1, skipped: 0 }, { ...NO_TESTS, passed: 40 })
    expect(summaryLine(counts)).toBe('42 passed, 1 failed')
    expect(summaryLine({ ...counts, skipped: 3 })).toBe('42 passed, 1 failed, 3 skipped')
  })
})
