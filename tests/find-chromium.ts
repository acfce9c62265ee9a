import { spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const USUAL_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
]
const MAC_NAMES = ['Chromium', 'Google Chrome']

/**
 * Where this machine has Chromium: the variable CHROMIUM, then PATH, then the usual places.
 *
 * @returns The program's path, or null where there is none.
 * @throws {Error} If CHROMIUM is set to something that cannot be run.
 */
export function findChromium(): string | null {
  const chosen = process.env.CHROMIUM
  if (chosen !== undefined && chosen !== '') {
    if (isProgram(chosen)) return chosen
    throw new Error(`findChromium: CHROMIUM must name a program, got ${chosen}`)
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...USUAL_PLACES]
  const candidates = folders.flatMap((folder) =>
    [...NAMES, ...MAC_NAMES].map((name) => join(folder, name)),
  )
  return candidates.find(isProgram) ?? null
}

/**
 * Chromium's path; where there is none and Debian's package manager may be used, installs it first.
 *
 * @throws {Error} With what to do, where Chromium is missing and cannot be installed.
 */
export function findOrInstallChromium(): string {
  const present = findChromium()
  if (present !== null) return present
  console.log('Chromium is missing; installing it with apt-get')
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    if (!aptGet(words)) break
  }
  const installed = findChromium()
  if (installed !== null) return installed
  throw new Error(
    'findOrInstallChromium: Chromium is needed and could not be installed here; install it ' +
      '(Debian: apt-get install chromium) or set the variable CHROMIUM to its path',
  )
}

/** Runs apt-get as root, or through sudo where that asks no password. */
function aptGet(words: readonly string[]): boolean {
  const isRoot = process.getuid?.() === 0
  const [program, ...rest] = isRoot ? ['apt-get', ...words] : ['sudo', '-n', 'apt-get', ...words]
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync(program!, rest, { stdio: 'inherit', env: environment })
  return status === 0
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
