import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { createSimdEngine } from '../engine/simd/create-simd-engine'
import type { GradientWorker } from '../engine/simd/gradient-thread'
import type { SimdEngine } from '../engine/simd/simd-engine'

const SERVER = './gradient-worker.ts'

/**
 * Our SIMD engine in Node.js, always of the plain build and of two threads: another build rounds
 * differently and more threads add up in another order, and weights trained here must be the same
 * bit for bit on every machine.
 */
export function simdEngineInNode(): Promise<SimdEngine> {
  const address = kernelsAddress('simd')
  return createSimdEngine({
    wasmPaths: { simd: address, relaxed: address },
    build: 'simd',
    threads: 2,
    spawn: gradientWorker,
  })
}

/** An address that `fetch` reads in Node.js, where it knows no files. */
function kernelsAddress(build: string): string {
  const file = readFileSync(new URL(`../engine/simd/compiled/${build}.wasm`, import.meta.url))
  return URL.createObjectURL(new Blob([new Uint8Array(file)], { type: 'application/wasm' }))
}

/** A thread of Node.js with the events of a page's worker. */
function gradientWorker(): GradientWorker {
  // Node.js starts no TypeScript in a thread; what compiles this file compiles that one, too.
  const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(SERVER)}, ${JSON.stringify(import.meta.url)}))`
  const worker = new Worker(start, { eval: true })
  return {
    postMessage: (request, transfer) => worker.postMessage(request, transfer),
    addEventListener: (type, listener) => {
      worker.on(type, (data) => {
        listener(type === 'message' ? new MessageEvent(type, { data }) : new Event(type))
      })
    },
    terminate: () => void worker.terminate(),
  }
}
