import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  importsOf,
  MAY_IMPORT,
  partOf,
  type SourceFile,
  strayImports,
  strayPackages,
} from './architecture-rules'
import { impureUses } from './impure-uses'

const ROOT = join(import.meta.dirname, '../..')
const FOLDERS = ['public', 'src', 'tests']

const sources: SourceFile[] = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.split(sep).join('/')}`)
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
const imports = sources.flatMap(importsOf)

describe('the sources', () => {
  it('lie in parts that the import table knows', () => {
    expect(sources.filter(({ path }) => partOf(path) === null).map(({ path }) => path)).toEqual([])
    const parts = new Set<string | null>(sources.map(({ path }) => partOf(path)))
    expect(Object.keys(MAY_IMPORT).filter((part) => !parts.has(part))).toEqual([])
  })

  it('import only what lies below them', () => {
    expect(strayImports(imports)).toEqual([])
  })

  it('use each package in its own part, TensorFlow.js in engine/tfjs alone', () => {
    expect(strayPackages(imports)).toEqual([])
    expect(imports.filter(({ target }) => target.startsWith('@tensorflow/'))).not.toEqual([])
  })

  it('compute in core, engine and training without chance, and in core without clock or page', () => {
    const usesIn = (part: string) =>
      sources
        .filter(({ path }) => partOf(path) === part)
        .flatMap((file) => impureUses(file).map((use) => `${file.path}: ${use}`))
    expect(usesIn('core')).toEqual([])
    const chance = [...usesIn('engine'), ...usesIn('training')]
    expect(chance.filter((use) => use.endsWith('Math.random'))).toEqual([])
  })
})

describe('the top level', () => {
  it('has the folders public, src and tests alone', () => {
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .filter((name) => !ignored.includes(name))
    expect(folders.sort()).toEqual(FOLDERS)
  })
})

describe('the rules themselves', () => {
  const straysOf = (path: string, text: string) => strayImports(importsOf({ path, text }))
  const packagesOf = (path: string, text: string) => strayPackages(importsOf({ path, text }))

  it.each([
    ['src/core/ink/raster.ts', "import { a } from '../../engine/engine'"],
    ['src/core/ink/raster.ts', "import type { A } from '../../store/lab-store'"],
    ['src/engine/choose.ts', "export { a } from '../training/run'"],
    ['src/store/tasks.ts', "import '../worker/trainer'"],
    ['src/store/tasks.ts', "const a = await import('../engine/tfjs/load')"],
    ['src/components/Pad.tsx', "import { a } from '../worker/protocol'"],
    ['src/components/Pad.tsx', "import { a } from '../main'"],
    ['src/components/Pad.tsx', "import a from '../../tests/pad'"],
    ['src/worker/trainer-client.ts', "import { a } from './trainer'"],
    ['src/worker/trainer.worker.ts', "import { a } from '../store/lab-store'"],
    ['src/programs/pretrain.ts', "import { a } from '../components/Pad'"],
  ])('refuse in %s: %s', (path, text) => {
    expect(straysOf(path, text)).toHaveLength(1)
  })

  it.each([
    ['src/components/Pad.tsx', "import type { Reading } from '../worker/protocol'"],
    ['src/components/Pad.tsx', "import { a } from './Button'\nimport '../i18n/en'"],
    ['src/worker/trainer-client.ts', "import address from './trainer.worker?worker&url'"],
    ['src/worker/trainer.worker.ts', "import { a } from '../training/run'"],
    ['src/main.tsx', "import { a } from './store/lab-store'\nimport { b } from './App'"],
  ])('allow in %s: %s', (path, text) => {
    expect(straysOf(path, text)).toEqual([])
  })

  it('know where packages belong', () => {
    expect(packagesOf('src/core/a.ts', "import * as v from 'valibot'")).toHaveLength(1)
    expect(packagesOf('src/store/a.ts', "import { useState } from 'react'")).toHaveLength(1)
    expect(packagesOf('src/worker/a.ts', "import * as tf from '@tensorflow/tfjs'")).toHaveLength(1)
    expect(packagesOf('src/engine/choose.ts', "import('@tensorflow/tfjs')")).toHaveLength(1)
    expect(packagesOf('src/engine/tfjs/a.ts', "import('@tensorflow/tfjs')")).toEqual([])
    expect(packagesOf('src/worker/a.ts', "import a from '@tensorflow/x/y.wasm?url'")).toEqual([])
  })

  it('see chance, clock and page in code, and not in comments or names', () => {
    const text = `
      // Math.random() and document.title are for others
      const self = { size: 3 }, share = Math.max(0, self.size)
      const left = (window) => window.left
      export const a = Math.random() + Date.now() + performance.now() + new Date().getTime()
      document.title = 'a'`
    expect(impureUses({ path: 'src/core/a.ts', text })).toEqual([
      'Math.random',
      'Date.now',
      'performance.now',
      'Date',
      'document.title',
    ])
  })
})
