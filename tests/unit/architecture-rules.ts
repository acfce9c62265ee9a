import { posix } from 'node:path'
import { parseSync } from 'vite'

/** A source file: its path from the repository's root, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface Import {
  readonly path: string
  /** As written, without a query such as `?url`. */
  readonly target: string
  /** What follows a `?`; empty where nothing does. */
  readonly query: string
  readonly isType: boolean
}

/**
 * Parts of `src`, and what each may import besides itself. `main` (main.tsx, App.tsx) ties all
 * together and is free; so are the programs, but for the page.
 */
export const MAY_IMPORT = {
  core: [],
  engine: ['core'],
  training: ['core', 'engine'],
  storage: ['core', 'protocol'],
  protocol: ['core'],
  client: ['core', 'protocol'],
  worker: ['core', 'engine', 'training', 'storage', 'protocol'],
  store: ['core', 'storage', 'protocol', 'client'],
  i18n: ['core', 'store'],
  components: ['core', 'store', 'i18n'],
  programs: ['core', 'engine', 'training', 'storage', 'protocol', 'worker'],
  main: ['core', 'engine', 'storage', 'protocol', 'client', 'store', 'i18n', 'components'],
} as const satisfies Record<string, readonly string[]>
export type Part = keyof typeof MAY_IMPORT

/** Erased when built, so they tie no code together: types that pass through the store. */
const MAY_IMPORT_TYPES: Partial<Record<Part, readonly Part[]>> = { components: ['protocol'] }

/** Who may use a package, by the beginning of its name; others are for `main` and the programs. */
const PACKAGE_USERS: readonly (readonly [start: string, users: readonly string[]])[] = [
  ['@tensorflow/', ['src/engine/tfjs/']],
  ['react', ['src/components/', 'src/i18n/', 'src/main.tsx', 'src/App.tsx']],
  ['radix-ui', ['src/components/']],
  ['lucide-react', ['src/components/', 'src/App.tsx']],
  ['chart.js', ['src/components/']],
  ['zustand', ['src/store/', 'src/components/', 'src/main.tsx']],
  ['i18next', ['src/i18n/', 'src/components/', 'src/main.tsx']],
  ['comlink', ['src/worker/']],
  ['idb', ['src/storage/']],
  ['workbox-', ['src/worker/']],
]

/** The part of `src` that a path belongs to, or null outside of them. */
export function partOf(path: string): Part | null {
  const [root, folder, file] = path.split('/')
  if (root !== 'src' || folder === undefined) return null
  if (file === undefined) return 'main'
  if (folder === 'worker') {
    if (/^protocol(\.ts)?$/.test(file)) return 'protocol'
    return /-client(\.ts)?$/.test(file) ? 'client' : 'worker'
  }
  return folder in MAY_IMPORT ? (folder as Part) : null // `in` has just found it
}

/** Every import of a file, dynamic and re-exporting ones and types included. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`importsOf: ${path} must parse, got ${errors[0]!.message}`)
  const found = (specifier: string, isType: boolean): Import => {
    const [target = '', query = ''] = specifier.split('?')
    return { path, target, query, isType }
  }
  const imported = module.staticImports.map(({ moduleRequest, entries }) =>
    found(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType)),
  )
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [found(moduleRequest.value, isType)] : [],
    ),
  )
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    found(text.slice(start, end).replace(/^['"`]|['"`]$/g, ''), false),
  )
  return [...imported, ...exported, ...dynamic]
}

/** Imports against the direction, each as `path → target`. */
export function strayImports(imports: readonly Import[]): string[] {
  return imports
    .filter(({ path, target, query, isType }) => {
      const part = partOf(path)
      if (part === null || !target.startsWith('.')) return false
      // A worker's address is no import of its code: `new Worker` loads it in another thread.
      if (/(^|&)worker(&|$)/.test(query)) return false
      const aim = partOf(posix.join(posix.dirname(path), target))
      if (aim === part) return false
      const allowed: readonly (Part | null)[] = [
        ...MAY_IMPORT[part],
        ...(isType ? (MAY_IMPORT_TYPES[part] ?? []) : []),
      ]
      return !allowed.includes(aim)
    })
    .map(arrow)
}

/** Packages imported where they do not belong, each as `path → package`. */
export function strayPackages(imports: readonly Import[]): string[] {
  return imports
    .filter(({ path, target, query }) => {
      const part = partOf(path)
      if (target.startsWith('.') || part === null || part === 'programs') return false
      if (part === 'core') return true
      if (target.startsWith('node:')) return true
      // The address of a .wasm file brings no code; the worker's entry hands it to the engine.
      if (part === 'worker' && query === 'url' && target.endsWith('.wasm')) return false
      const rule = PACKAGE_USERS.find(([start]) => target.startsWith(start))
      return rule !== undefined && !rule[1].some((user) => path.startsWith(user))
    })
    .map(arrow)
}

const arrow = ({ path, target }: Import) => `${path} → ${target}`
