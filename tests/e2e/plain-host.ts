import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { freePort } from '../free-port'

const BUILT = join(import.meta.dirname, '../../dist')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

/** A host that can be given another file in the place of a built one, and switched off. */
export type PlainHost = Awaited<ReturnType<typeof plainHost>>

/** The built page in a folder of a host that sends no headers of its own, as many static hosts are. */
export async function plainHost(folder: string) {
  const others = new Map<string, string>()
  const bytesOf = async (file: string) => others.get(file) ?? (await readFile(join(BUILT, file)))
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname
    if (!path.startsWith(folder)) {
      response.writeHead(404).end()
      return
    }
    const file = normalize(path.slice(folder.length) || 'index.html')
    bytesOf(file).then(
      (bytes) => {
        const type = TYPES[extname(file)] ?? 'application/octet-stream'
        response.writeHead(200, { 'Content-Type': type }).end(bytes)
      },
      () => response.writeHead(404).end(),
    )
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${port}${folder}`,
    /** Serves a text file of the build changed from now on. */
    change: async (file: string, changed: (text: string) => string) => {
      others.set(file, changed(await readFile(join(BUILT, file), 'utf8')))
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
