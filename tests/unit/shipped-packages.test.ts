import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  assertPermissive,
  dependenciesOf,
  packageFolder,
  packagesIn,
} from '../../src/programs/shipped-packages'

const ROOT = join(import.meta.dirname, '../..')
const entry = (licence: string | null) => ({ name: 'a', version: '1.0.0', licence, text: null })

describe('packageFolder', () => {
  it.each([
    ['/lab/node_modules/react/index.js', '/lab/node_modules/react'],
    [
      '/lab/node_modules/@radix-ui/react-dialog/dist/index.mjs',
      '/lab/node_modules/@radix-ui/react-dialog',
    ],
    ['/lab/node_modules/a/node_modules/b/c.js?url', '/lab/node_modules/a/node_modules/b'],
    ['C:\\lab\\node_modules\\idb\\build\\index.js', 'C:/lab/node_modules/idb'],
    ['/lab/src/main.tsx', null],
    ['\0rolldown/runtime.js', null],
  ])('of %s is %s', (module, folder) => {
    expect(packageFolder(module)).toBe(folder)
  })
})

describe('packagesIn', () => {
  it('finds what the page depends on, each with a permissive licence', () => {
    const folders = dependenciesOf(ROOT).map((name) => join(ROOT, 'node_modules', name))
    const packages = packagesIn(ROOT, folders, [])
    expect(packages.map(({ name }) => name)).toContain('react')
    expect(() => assertPermissive(packages)).not.toThrow()
    expect(packages.find(({ name }) => name === 'react')!.text).toContain(
      'Permission is hereby granted',
    )
  })

  it('follows a dependency to what it needs itself', () => {
    const names = packagesIn(ROOT, [], ['workbox-precaching']).map(({ name }) => name)
    expect(names).toEqual([
      'workbox-core',
      'workbox-precaching',
      'workbox-routing',
      'workbox-strategies',
    ])
  })
})

it.each([
  'GPL-3.0',
  'AGPL-3.0-only',
  'UNLICENSED',
  'SEE LICENSE IN LICENSE.md',
  'MIT AND GPL-3.0',
  '',
  null,
])('a package under %j fails the build', (licence) => {
  expect(() => assertPermissive([entry('MIT'), entry(licence)])).toThrow(
    `got a (${licence ?? 'none'})`,
  )
})

it.each(['MIT', 'Apache-2.0 AND MIT', '(MIT OR GPL-3.0)'])('one under %j does not', (licence) => {
  expect(() => assertPermissive([entry(licence)])).not.toThrow()
})
