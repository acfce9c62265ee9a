import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin, type ResolvedConfig } from 'vite'
import { OFFLINE_SCRIPT } from '../worker/protocol/offline.ts'

/** A file as Workbox keeps it. */
interface KeptFile {
  readonly url: string
  /** Null where the name changes with the content. */
  readonly revision: string | null
  readonly integrity?: string
}

/** Files of the built folder that the page never asks for. */
const NOT_ASKED_FOR = /^(_headers|screenshot\.png)$|^service-worker/
const HASHED = /^assets\//
const MNIST = /^mnist\//

/**
 * Builds the service worker from `offline.worker.ts`, with a list of the files that were built beside
 * it: those of the app, and those of MNIST with hashes, so that a wrong one is never kept.
 */
export function offlinePlugin(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'lenet-lab:offline',
    apply: 'build',
    configResolved: (resolved) => {
      config = resolved
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => buildServiceWorker(config.root, resolve(config.root, config.build.outDir)),
    },
  }
}

async function buildServiceWorker(root: string, folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !NOT_ASKED_FOR.test(path))
    .sort()
  const listed = (kind: (path: string) => boolean, isChecked: boolean) =>
    JSON.stringify(files.filter(kind).map((path) => keptFile(folder, path, isChecked)))
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: {
      'process.env.NODE_ENV': JSON.stringify('production'),
      APP_FILES: listed((path) => !MNIST.test(path), false),
      MNIST_FILES: listed((path) => MNIST.test(path), true),
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input: join(root, 'src/worker/offline.worker.ts'),
        // One script of the old kind: not every browser takes a module as a service worker.
        output: { format: 'iife', entryFileNames: OFFLINE_SCRIPT },
      },
    },
  })
}

function keptFile(folder: string, path: string, isChecked: boolean): KeptFile {
  const digest = createHash('sha256')
    .update(readFileSync(join(folder, path)))
    .digest()
  const revision = HASHED.test(path) ? null : digest.toString('hex').slice(0, 16)
  const file = { url: path, revision }
  return isChecked ? { ...file, integrity: `sha256-${digest.toString('base64')}` } : file
}
