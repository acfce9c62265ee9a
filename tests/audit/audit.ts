import { execFile } from 'node:child_process'
import { join } from 'node:path'
import * as v from 'valibot'

const ROOT = join(import.meta.dirname, '../..')
const PATIENCE_MS = 30_000
/** One question, not asked again: a registry that does not answer is told of, and not waited for. */
const NPM_WORDS = [
  'audit',
  '--omit=dev',
  '--package-lock-only',
  '--json',
  '--fetch-retries=0',
  '--fetch-timeout=10000',
]

/** A published advisory that an installed version falls under. */
export interface Finding {
  readonly name: string
  readonly severity: string
  /** Of its versions, those with it. */
  readonly range: string
  readonly title: string
  readonly url: string
}

export type AuditOutcome =
  | { readonly kind: 'asked'; readonly packages: number; readonly findings: readonly Finding[] }
  /** The registry has not answered, or does not tell. */
  | { readonly kind: 'unasked'; readonly reason: string }

/** What `npm audit --json` prints, version 2; of `via` only advisories, names of other packages are told of there. */
const auditReport = v.object({
  vulnerabilities: v.record(
    v.string(),
    v.object({
      via: v.array(
        v.union([
          v.string(),
          v.object({
            name: v.string(),
            severity: v.string(),
            range: v.string(),
            title: v.string(),
            url: v.string(),
          }),
        ]),
      ),
    }),
  ),
  metadata: v.object({ dependencies: v.object({ prod: v.number() }) }),
})
const auditError = v.object({ message: v.string() })

/**
 * Asks npm's registry for advisories on everything that is installed with the page, its own and what that needs.
 *
 * @param registry - By default the one that npm is set to.
 */
export async function audit(registry?: string): Promise<AuditOutcome> {
  const words = registry === undefined ? NPM_WORDS : [...NPM_WORDS, `--registry=${registry}`]
  const printed = await new Promise<string>((resolve) => {
    // With findings npm ends with 1, as with an error: what it prints tells.
    execFile('npm', words, { cwd: ROOT, timeout: PATIENCE_MS }, (_, output) => resolve(output))
  })
  const said = parsed(printed)
  const report = v.safeParse(auditReport, said)
  if (!report.success) {
    const error = v.safeParse(auditError, said)
    return { kind: 'unasked', reason: error.success ? error.output.message : 'no answer' }
  }
  const { vulnerabilities, metadata } = report.output
  const findings = Object.values(vulnerabilities).flatMap(({ via }) =>
    via.filter((cause) => typeof cause !== 'string'),
  )
  return { kind: 'asked', packages: metadata.dependencies.prod, findings }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A finding in one line. */
export const sentenceOf = ({ name, range, severity, title, url }: Finding): string =>
  `${name} ${range} (${severity}): ${title}, ${url}`
