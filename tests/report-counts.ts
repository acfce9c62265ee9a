/** How many tests passed, failed and were skipped. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: 0 }

export function addCounts(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  }
}

/**
 * Counts of a runner that has ended. One that failed without a failed test (it crashed, a file did
 * not load) and one that ran no test at all each count as one failure more.
 */
export function withRunner(counts: Counts, exitCode: number): Counts {
  const ranNone = counts.passed + counts.failed === 0
  const hidden = exitCode !== 0 && counts.failed === 0
  return ranNone || hidden ? { ...counts, failed: counts.failed + 1 } : counts
}

/**
 * Counts in a Vitest JSON report. A file that could not be loaded has no tests and counts as one
 * failure.
 *
 * @throws {TypeError} If the report has another form.
 */
export function countVitest(report: unknown): Counts {
  const files = field(report, 'testResults')
  if (!Array.isArray(files)) throw new TypeError('countVitest: testResults must be a list')
  return files.map(countVitestFile).reduce(addCounts, NO_TESTS)
}

function countVitestFile(file: unknown): Counts {
  const tests = field(file, 'assertionResults')
  if (!Array.isArray(tests)) throw new TypeError('countVitest: assertionResults must be a list')
  const having = (status: string) => tests.filter((test) => field(test, 'status') === status).length
  const passed = having('passed')
  const failed = having('failed')
  const broken = field(file, 'status') === 'failed' && failed === 0 ? 1 : 0
  return { passed, failed: failed + broken, skipped: tests.length - passed - failed }
}

/**
 * Counts in a Playwright JSON report. A test that passed when repeated counts as passed, and is one
 * of the {@link repeatedTests}.
 *
 * @throws {TypeError} If the report has another form.
 */
export function countPlaywright(report: unknown): Counts {
  const stats = field(report, 'stats')
  const number = (name: string): number => {
    const value = field(stats, name)
    if (typeof value !== 'number') {
      throw new TypeError(`countPlaywright: stats.${name} must be a number, got ${value}`)
    }
    return value
  }
  return {
    passed: number('expected') + number('flaky'),
    failed: number('unexpected'),
    skipped: number('skipped'),
  }
}

/**
 * Files and titles of the tests in a Playwright JSON report that failed and passed when repeated.
 *
 * @throws {TypeError} If the report has another form.
 */
export const repeatedTests = (report: unknown): readonly string[] =>
  testsIn(report)
    .filter(({ test }) => field(test, 'status') === 'flaky')
    .map(({ title }) => title)

/**
 * Files and titles of the tests in a Playwright JSON report that could not be run, and why.
 *
 * @throws {TypeError} If the report has another form.
 */
export const skippedTests = (report: unknown): readonly string[] =>
  testsIn(report)
    .filter(({ test }) => field(test, 'status') === 'skipped')
    .map(({ test, title }) => {
      const reasons = list(test, 'annotations', []).filter((note) => field(note, 'type') === 'skip')
      return [title, ...reasons.map((note) => field(note, 'description') ?? '')].join(': ')
    })

interface ReportedTest {
  readonly title: string
  readonly test: unknown
}

function testsIn(report: unknown): readonly ReportedTest[] {
  const inSuite = (suite: unknown, path: readonly string[]): readonly ReportedTest[] => [
    ...list(suite, 'specs').flatMap((spec) =>
      list(spec, 'tests').map((test) => ({
        title: [...path, field(spec, 'title')].join(' › '),
        test,
      })),
    ),
    ...list(suite, 'suites', []).flatMap((inner) =>
      inSuite(inner, [...path, String(field(inner, 'title'))]),
    ),
  ]
  return list(report, 'suites').flatMap((file) => inSuite(file, [String(field(file, 'title'))]))
}

function list(value: unknown, name: string, missing?: readonly unknown[]): readonly unknown[] {
  const items = field(value, name) ?? missing
  if (!Array.isArray(items)) throw new TypeError(`testsIn: ${name} must be a list`)
  return items
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** The line that a test run ends with. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}
