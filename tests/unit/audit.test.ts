import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { audit } from '../audit/audit'

/** Asks a registry of this test's own, by the npm that is there. */
async function auditAt(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  try {
    return await audit(`http://127.0.0.1:${port}/`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const advisories = (all: object): RequestListener => {
  return ({ method }, response) => {
    const isAudit = method === 'POST'
    response.writeHead(isAudit ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isAudit ? all : {}))
  }
}

describe('audit', () => {
  it('finds nothing where the registry knows of nothing', async () => {
    const outcome = await auditAt(advisories({}))
    expect(outcome).toMatchObject({ kind: 'asked', findings: [] })
    expect(outcome.kind === 'asked' && outcome.packages).toBeGreaterThan(50)
  })

  it('finds an advisory on what the page needs, and none on other versions', async () => {
    const advisory = { id: 1, title: 'Invented', severity: 'low', cwe: [], cvss: {} }
    const url = 'https://registry.example/advisory'
    const outcome = await auditAt(
      advisories({
        seedrandom: [{ ...advisory, url, vulnerable_versions: '>=1.0.0' }],
        react: [{ ...advisory, id: 2, url, vulnerable_versions: '<0.14.0' }],
      }),
    )
    const finding = {
      name: 'seedrandom',
      severity: 'low',
      range: '>=1.0.0',
      title: 'Invented',
      url,
    }
    expect(outcome).toMatchObject({ kind: 'asked', findings: [finding] })
    expect(outcome.kind === 'asked' && outcome.findings).toHaveLength(1)
  })

  it('says so where the registry does not tell, or is not there', async () => {
    const refused = await auditAt((_, response) => response.writeHead(405).end())
    expect(refused).toMatchObject({ kind: 'unasked', reason: expect.stringContaining('405') })
    expect(await audit('http://127.0.0.1:9/')).toMatchObject({ kind: 'unasked' })
  })
})
