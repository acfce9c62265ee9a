/**
 * Compiles the SIMD engine's kernels: `tsx src/programs/compile-kernels.ts [FOLDER]`, by default into
 * src/engine/simd/compiled. Two builds of one source: `simd` runs wherever there are 128-bit vectors,
 * `relaxed` needs relaxed SIMD too and multiplies and adds in one rounding where the processor can.
 * Does nothing where both are newer than their sources.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const folder = process.argv[2] ?? join(root, 'src/engine/simd/compiled')

const sources = join(root, 'src/engine/simd/kernels')

const BUILDS = { simd: ['simd'], relaxed: ['simd', 'relaxed-simd'] } as const

/** "Exchange of 'v128' values is not supported by all embeddings": none leaves the module. */
const EXPORTED_VECTORS = '112'

/**
 * All that is done to the code before a browser's own compiler does the rest. The compiler's usual
 * passes (`-O3`) would nest each sum into one long expression, which undoes the order in which the
 * kernels' tiles are written: their registers then spill, and C3 runs at two thirds of its speed.
 */
const PASSES = [
  '--inlining',
  '--remove-unused-module-elements',
  '--simplify-locals-nonesting',
  '--vacuum',
  '--reorder-locals',
]
/** Multiply–add and its like, in every place where they are called. */
const INLINED_SIZE = 20

// Run by Node itself: to load compilers of ten megabytes, tsx takes long.
const COMPILER = fileURLToPath(new URL('../bin/asc.js', import.meta.resolve('assemblyscript/asc')))
const ARRANGER = fileURLToPath(new URL('bin/wasm-opt', import.meta.resolve('binaryen')))

function run(program: string, words: readonly string[]): void {
  execFileSync(process.execPath, [program, ...words], { cwd: root, stdio: 'inherit' })
}

function isCurrent(): boolean {
  const times = (paths: readonly string[]) =>
    paths.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  const made = times(Object.keys(BUILDS).map((name) => join(folder, `${name}.wasm`)))
  const files = readdirSync(sources).map((file) => join(sources, file))
  return Math.min(...made) > Math.max(...times([...files, fileURLToPath(import.meta.url)]))
}

function compile(name: string, features: readonly string[]): void {
  const plain = join(folder, `${name}.plain.wasm`)
  const module = join(folder, `${name}.wasm`)
  const enable = features.flatMap((feature) => ['--enable', feature])
  run(COMPILER, [
    'src/engine/simd/kernels/index.ts',
    ...['--outFile', plain, '--noAssert', '--runtime', 'stub'],
    ...['--disableWarning', EXPORTED_VECTORS],
    ...enable,
  ])
  run(ARRANGER, [
    ...[plain, '-o', module, '--all-features'],
    ...['--optimize-level', '3', '--always-inline-max-function-size', String(INLINED_SIZE)],
    ...PASSES,
  ])
  rmSync(plain)
  console.log(`compile-kernels: wrote ${module}, ${statSync(module).size} bytes`)
}

try {
  if (isCurrent()) {
    console.log(`compile-kernels: ${folder} is current`)
  } else {
    mkdirSync(folder, { recursive: true })
    for (const [name, features] of Object.entries(BUILDS)) compile(name, features)
  }
} catch (error) {
  console.error(`compile-kernels: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
