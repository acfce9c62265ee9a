import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ShippedPackage } from '../storage/shipped-packages.ts'

/** Licences under which a package may be part of the page; all ask for no more than their text. */
export const PERMISSIVE = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']

const IN_PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//
const LICENCE_FILE = /^(licen[cs]e|copying)/i

/** The folder of the package that a module is from, or null for the app's own. */
export const packageFolder = (module: string): string | null =>
  IN_PACKAGE.exec(module.replaceAll('\\', '/'))?.[1] ?? null

/** Packages in these folders and, of those in `whole`, all that they depend on. */
export function packagesIn(
  root: string,
  folders: Iterable<string>,
  whole: Iterable<string>,
): readonly ShippedPackage[] {
  const found = new Set(folders)
  const add = (name: string) => {
    const folder = join(root, 'node_modules', name)
    if (found.has(folder)) return
    found.add(folder)
    for (const needed of Object.keys(manifestOf(folder).dependencies ?? {})) add(needed)
  }
  for (const name of whole) add(name)
  return [...found].map(packageIn).sort((one, other) => (one.name < other.name ? -1 : 1))
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

function packageIn(folder: string): ShippedPackage {
  const { name, version, license = null } = manifestOf(folder)
  const file = readdirSync(folder).find((candidate) => LICENCE_FILE.test(candidate))
  const text = file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim()
  return { name, version, licence: license, text }
}

/** Names of direct dependencies, from the repository's own manifest. */
export const dependenciesOf = (root: string): readonly string[] =>
  existsSync(join(root, 'package.json')) ? Object.keys(manifestOf(root).dependencies ?? {}) : []

/** Whether an SPDX expression asks for permissive licences alone; of a choice, `OR`, one is enough. */
const isPermissive = (expression: string): boolean =>
  expression
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => PERMISSIVE.includes(name)))

/** @throws {Error} Naming every package that says no licence, or one that is not permissive. */
export function assertPermissive(packages: readonly ShippedPackage[]): void {
  const refused = packages.filter(({ licence }) => licence === null || !isPermissive(licence))
  if (refused.length === 0) return
  const named = refused.map(({ name, licence }) => `${name} (${licence ?? 'none'})`).join(', ')
  throw new Error(`assertPermissive: needs one of ${PERMISSIVE.join(', ')}, got ${named}`)
}
