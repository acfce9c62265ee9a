import type { Request } from '@playwright/test'

/** Where the tested page, and each of its workers, reports what its security policy refused. */
export const VIOLATIONS = '/violations'

/** What was refused and where, or null for any other request. */
export function violationIn(request: Request): string | null {
  if (new URL(request.url()).pathname !== VIOLATIONS) return null
  const { 'csp-report': refused } = request.postDataJSON()
  return `${refused['effective-directive']}: ${refused['blocked-uri']} in ${refused['document-uri']}`
}
