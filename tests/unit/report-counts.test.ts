import { describe, expect, it } from 'vitest'
import {
  addCounts,
  countPlaywright,
  countVitest,
  NO_TESTS,
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
  it('counts a test that passed only when repeated as failed', () => {
    const stats = { expected: 11, unexpected: 2, flaky: 3, skipped: 5 }
    expect(countPlaywright({ stats })).toEqual({ passed: 11, failed: 5, skipped: 5 })
  })

  it('refuses what is no report', () => {
    expect(() => countPlaywright({ stats: { expected: 1 } })).toThrow(
      'stats.unexpected must be a number, got undefined',
    )
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
