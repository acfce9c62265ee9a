import { deflateSync } from 'node:zlib'
import type { Page, Route } from '@playwright/test'

/** The built script of a worker's entry. */
const WORKER_SCRIPTS = /\/assets\/[^/]*worker[^/]*\.js(\?.*)?$/
const TRAINER_SCRIPT = /\/assets\/trainer[^/]*\.js(\?.*)?$/
const READER_SCRIPT = /\/assets\/reader[^/]*\.js(\?.*)?$/
const MNIST_SHARDS = /\/mnist\/[^/]+\.(?!json)[a-z0-9]+(\?.*)?$/
const PATCH_PATH = '/patch-for-a-test.js'

export const SCRIPTS = { trainer: TRAINER_SCRIPT, reader: READER_SCRIPT }

/**
 * Runs code before any other in the page and in every worker, as an older or poorer browser would
 * have it. An init script does not reach workers, so theirs import the code first.
 */
export async function patchBrowser(page: Page, code: string): Promise<void> {
  await page.addInitScript(code)
  await page.route(`**${PATCH_PATH}`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: code }),
  )
  await page.route(WORKER_SCRIPTS, async (route) => {
    const response = await route.fetch()
    const body = `import '${PATCH_PATH}';\n${await response.text()}`
    await route.fulfill({ response, body })
  })
}

export const WITHOUT_WEBGL = `
  for (const Canvas of [globalThis.HTMLCanvasElement, globalThis.OffscreenCanvas]) {
    if (Canvas === undefined) continue
    const { getContext } = Canvas.prototype
    Canvas.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : getContext.call(this, kind, ...rest)
    }
  }`

/** Lets {@link loseGraphics} take away what the trainer computes with, WebGL or WebGPU. */
export const LOSABLE_GRAPHICS = `{
  const lost = new BroadcastChannel('lose-graphics')
  const { getContext } = OffscreenCanvas.prototype
  OffscreenCanvas.prototype.getContext = function (...words) {
    const context = getContext.apply(this, words)
    lost.addEventListener('message', () => context?.getExtension?.('WEBGL_lose_context')?.loseContext())
    return context
  }
  const { requestDevice } = GPUAdapter.prototype
  GPUAdapter.prototype.requestDevice = async function (...words) {
    const device = await requestDevice.apply(this, words)
    lost.addEventListener('message', () => device.destroy())
    return device
  }
}`

/** Takes away every graphics context and device of the page's workers, as a driver that fails does. */
export const loseGraphics = (page: Page) =>
  page.evaluate(() => new BroadcastChannel('lose-graphics').postMessage(''))

/** As a browser does that is told to keep nothing. */
export const WITHOUT_INDEXED_DB = `Object.defineProperty(self, 'indexedDB', {
  get: () => { throw new DOMException('denied', 'SecurityError') },
})`

export const WITHOUT_OFFSCREEN_CANVAS = `delete globalThis.OffscreenCanvas`

/** 0xfd begins every SIMD instruction; a browser without SIMD finds such a module invalid. */
export const WITHOUT_WASM_SIMD = `{
  const { validate } = WebAssembly
  WebAssembly.validate = (bytes) =>
    validate(bytes) && !new Uint8Array(bytes.buffer ?? bytes).includes(0xfd)
}`

/** Answers every shard of MNIST as `answer` does. */
export const routeShards = (page: Page, answer: (route: Route) => Promise<void>) =>
  page.route(MNIST_SHARDS, answer)

/** A shard that is there, with some bytes in its middle turned. */
export async function corrupted(route: Route): Promise<void> {
  const response = await route.fetch()
  const body = await response.body()
  const middle = Math.floor(body.length / 2)
  for (let index = middle; index < middle + 16; index++) body[index] = body[index]! ^ 0xff
  await route.fulfill({ response, body })
}

/** A PNG of black ink on nothing but its size: one bit a pixel, all white. */
export function whitePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + Math.ceil(width / 8), 0xff)
  row[0] = 0
  const rows = Buffer.concat(Array.from({ length: height }, () => row))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(typed.length + 8)
  framed.writeUInt32BE(data.length, 0)
  typed.copy(framed, 4)
  framed.writeUInt32BE(crc32(typed), typed.length + 4)
  return framed
}

/** @see RFC 2083, the PNG specification, appendix 15. */
function crc32(bytes: Uint8Array): number {
  let register = 0xffffffff
  for (const byte of bytes) {
    register ^= byte
    for (let bit = 0; bit < 8; bit++) {
      register = register & 1 ? (register >>> 1) ^ 0xedb88320 : register >>> 1
    }
  }
  return (register ^ 0xffffffff) >>> 0
}
