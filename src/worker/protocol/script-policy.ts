import { OFFLINE_SCRIPT } from './offline.ts'

/** The one policy of Trusted Types that the page's Content-Security-Policy allows, by its name. */
export const SCRIPT_POLICY = 'lenet-worker'

/** Names that the build gives to the entries of workers: their own, a hash, nothing else. */
const WORKER_SCRIPT = /^[a-z0-9-]+\.worker-[\w-]{8}\.js$/

/**
 * Whether an address is that of a worker of this app, its service worker included.
 *
 * @param address - Absolute, or relative to the folder.
 * @param folder - Where the build puts all scripts, the running one too.
 */
export function isOwnWorker(address: string, folder: string): boolean {
  const { href, search, hash } = new URL(address, folder)
  if (href === new URL(`../${OFFLINE_SCRIPT}`, folder).href) return true
  if (search !== '' || hash !== '' || !href.startsWith(folder)) return false
  return WORKER_SCRIPT.test(href.slice(folder.length))
}
