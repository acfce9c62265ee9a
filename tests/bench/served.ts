import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'
import { freePort } from '../free-port'

const ROOT = join(import.meta.dirname, '../..')

export interface Served {
  /** With a slash at its end. */
  readonly address: string
  close(): Promise<void>
}

/**
 * Builds pages of the repository as they would be shipped, into a folder of their own, and serves
 * them on a free port.
 *
 * @param page - Path of an HTML file from the repository's root.
 */
export async function buildAndServe(page: string): Promise<Served> {
  const outDir = mkdtempSync(join(tmpdir(), 'lenet-lab-bench-'))
  await build({
    root: ROOT,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(ROOT, page) } },
  })
  const port = await freePort()
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port, strictPort: true },
  })
  return {
    address: `http://127.0.0.1:${port}/`,
    close: async () => {
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
