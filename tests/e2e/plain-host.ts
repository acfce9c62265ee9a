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
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/** The built page in a folder of a host that sends no headers of its own, as many static hosts are. */
export async function plainHost(folder: string) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname
    if (!path.startsWith(folder)) {
      response.writeHead(404).end()
      return
    }
    const file = normalize(path.slice(folder.length) || 'index.html')
    readFile(join(BUILT, file)).then(
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
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
