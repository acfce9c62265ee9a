import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import {
  DEVELOPMENT_HEADERS,
  HEADERS_FILE,
  headersReportingTo,
  META_TAGS,
  RESPONSE_HEADERS,
} from './page-security.ts'

/**
 * Sends the headers of `page-security.ts` with every response, and builds them into the page.
 *
 * @param reportTo - Where browsers are to report what they refused; nowhere if undefined.
 */
export function securityPlugin(reportTo: string | undefined): Plugin {
  const headers = reportTo === undefined ? RESPONSE_HEADERS : headersReportingTo(reportTo)
  return {
    name: 'lenet-lab:security',
    configureServer: ({ middlewares }) => void middlewares.use(sending(DEVELOPMENT_HEADERS)),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(sending(headers)),
    transformIndexHtml: {
      order: 'post',
      handler: (_, { server }) =>
        server === undefined
          ? META_TAGS.map((attrs) => ({ tag: 'meta', attrs, injectTo: 'head-prepend' }))
          : [],
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: HEADERS_FILE })
    },
  }
}

/** Vite's server knows no type for weights, and under `nosniff` a browser does not guess one. */
const isWeights = (url: string | undefined): boolean => /\.safetensors(\?|$)/.test(url ?? '')

/** Before anything answers, so that refusals and files that are not there have them too. */
const sending =
  (headers: Readonly<Record<string, string>>) =>
  ({ url }: IncomingMessage, response: ServerResponse, next: () => void): void => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (isWeights(url)) response.setHeader('Content-Type', 'application/octet-stream')
    next()
  }
