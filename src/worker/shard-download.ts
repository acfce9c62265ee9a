import { decodeShard } from '../core/mnist/decode-shard'
import type { LabelledImages } from '../core/mnist/images'
import type { ShardEntry } from '../core/mnist/manifest'
import { largestShardBytes } from '../core/mnist/shard-layout'
import { MnistUnavailableError } from './mnist-unavailable'

/** Pause before the second try: long enough for a network to come back from a hiccup. */
const RETRY_AFTER_MS = 300

/** What fetches: `fetch`, or something that stands for it. */
export type Fetcher = (url: string, init?: RequestInit) => Promise<Response>

/** Called with the bytes of a file that have come so far; anew from 0 where it is tried again. */
export type ByteCount = (bytes: number) => void

/** One file of the server's. */
export interface FileRequest {
  /** Folder that the file is in. */
  readonly baseUrl: string
  readonly file: string
  /** More bytes than this are not read: the file is corrupt. */
  readonly limit: number
  /** How the first try uses the browser's cache. */
  readonly cache: RequestCache
}

/**
 * Downloads one file whole. A failure of the network is tried once more, past the browser's cache.
 *
 * @throws {MnistUnavailableError} If it is missing, too large or out of reach.
 */
export async function downloadFile(
  fetcher: Fetcher,
  { baseUrl, file, limit, cache }: FileRequest,
  onBytes: ByteCount = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const url = `${baseUrl.replace(/\/*$/, '')}/${file}`
  const attempt = async (mode: RequestCache) => {
    onBytes(0)
    const response = await fetcher(url, { cache: mode })
    if (response.status >= 500) throw new Error(`${url} answered ${response.status}`)
    // A server of single-page apps answers with its page where it has no such file.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
    if (!response.ok || isPage) throw new MnistUnavailableError('missing', file)
    return readWithin(response.body, limit, file, onBytes)
  }
  try {
    return await attempt(cache)
  } catch (error) {
    if (error instanceof MnistUnavailableError) throw error
    await new Promise((resume) => setTimeout(resume, RETRY_AFTER_MS))
    try {
      return await attempt('reload')
    } catch (second) {
      if (second instanceof MnistUnavailableError) throw second
      throw new MnistUnavailableError('offline', file, second)
    }
  }
}

/**
 * Checks and unpacks a downloaded shard.
 *
 * The SHA-256 is compared where the browser offers it, which is on secure origins; elsewhere the
 * length, gzip's own checksum and the shard's layout have to do.
 *
 * @throws {MnistUnavailableError} If it is not the shard that was packed.
 */
export async function openShard(
  entry: ShardEntry,
  compressed: Uint8Array<ArrayBuffer>,
): Promise<LabelledImages> {
  try {
    if (compressed.length !== entry.bytes) {
      throw new RangeError(`openShard: needs ${entry.bytes} bytes, got ${compressed.length}`)
    }
    const found = await sha256(compressed)
    if (found !== null && found !== entry.sha256) {
      throw new RangeError(`openShard: needs the SHA-256 ${entry.sha256}, got ${found}`)
    }
    const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'))
    const shard = decodeShard(await readWithin(stream, largestShardBytes(entry.count), entry.file))
    if (shard.labels.length !== entry.count) {
      throw new RangeError(`openShard: needs ${entry.count} images, got ${shard.labels.length}`)
    }
    return shard
  } catch (error) {
    if (error instanceof MnistUnavailableError) throw error
    throw new MnistUnavailableError('corrupt', entry.file, error)
  }
}

async function readWithin(
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  limit: number,
  file: string,
  onBytes: ByteCount = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = stream?.getReader()
  for (;;) {
    const chunk = await reader?.read()
    if (chunk === undefined || chunk.done) break
    length += chunk.value.length
    if (length > limit) {
      await reader?.cancel()
      throw new MnistUnavailableError('corrupt', file)
    }
    chunks.push(chunk.value)
    onBytes(length)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Hexadecimal digest; null on insecure origins, where browsers offer none. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (subtle === undefined) return null
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
