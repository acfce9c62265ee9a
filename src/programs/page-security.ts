import { SCRIPT_POLICY } from '../worker/protocol/script-policy.ts'

/**
 * What the page, its workers and its wasm may do, and nothing else: no inline script, no `eval`, no
 * other origin. `frame-ancestors` counts in a header alone.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
const CONTENT_SECURITY = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': SCRIPT_POLICY,
} as const satisfies Record<string, string>

const HEADER_ONLY: readonly string[] = ['frame-ancestors']

/** What Vite's development server needs beyond it: its reload puts scripts and styles into the page. */
const DEVELOPMENT = {
  ...CONTENT_SECURITY,
  'script-src': "'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self' ws:",
  'worker-src': "'self' blob:",
  'require-trusted-types-for': null,
  'trusted-types': null,
}

/** Abilities of a browser that no part of the app has a use for. */
const NOT_PERMITTED = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
] as const

/**
 * Together they isolate the page from other origins, which lets its threads share memory.
 *
 * @see https://html.spec.whatwg.org/multipage/document-sequences.html#cross-origin-isolated
 */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const

const REFERRER = 'no-referrer'

const written = (policy: Readonly<Record<string, string | null>>): string =>
  Object.entries(policy)
    .filter(([, value]) => value !== null)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')

const headersWith = (policy: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': policy,
  ...ISOLATION,
  'Permissions-Policy': NOT_PERMITTED.map((ability) => `${ability}=()`).join(', '),
  'Referrer-Policy': REFERRER,
  'X-Content-Type-Options': 'nosniff',
})

/** For every response of the built app: a worker obeys the headers of its own script. */
export const RESPONSE_HEADERS = headersWith(written(CONTENT_SECURITY))

/** The same for the development server, looser where its reload needs it. */
export const DEVELOPMENT_HEADERS = headersWith(written(DEVELOPMENT))

/** What of it a page can say of itself on a host that sends no headers, by the name of the tag. */
export const META_TAGS: readonly Readonly<Record<string, string>>[] = [
  {
    'http-equiv': 'Content-Security-Policy',
    content: written(
      Object.fromEntries(
        Object.entries(CONTENT_SECURITY).filter(([name]) => !HEADER_ONLY.includes(name)),
      ),
    ),
  },
  { name: 'referrer', content: REFERRER },
]

/** The headers, and where a browser sends what they made it refuse: the tests read that. */
export const headersReportingTo = (address: string): Readonly<Record<string, string>> =>
  headersWith(`${written(CONTENT_SECURITY)}; report-uri ${address}`)

/** The headers as Netlify and Cloudflare Pages read them from a file `_headers`. */
export const HEADERS_FILE = `/*\n${Object.entries(RESPONSE_HEADERS)
  .map(([name, value]) => `  ${name}: ${value}\n`)
  .join('')}`
