import { isOwnWorker, SCRIPT_POLICY } from './script-policy'

/** What of Trusted Types is needed here; TypeScript's own library does not know them yet. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): { toString(): string } }
}

const factory: PolicyFactory | undefined = Reflect.get(globalThis, 'trustedTypes')
const scriptFolder = folderOf(import.meta.url)

function assertOwn(address: string): string {
  // The development server builds nothing: its names have no hash.
  if (!import.meta.env.DEV && !isOwnWorker(address, scriptFolder)) {
    throw new TypeError(`ownScript: needs a worker of this app, got ${address}`)
  }
  return address
}

const policy = factory?.createPolicy(SCRIPT_POLICY, { createScriptURL: assertOwn })

/**
 * A worker's address as `new Worker` and `register` take it where Trusted Types are required: none
 * but this app's own. Browsers without Trusted Types get the same check.
 *
 * @param address - From `import address from './name.worker?worker&url'`, or the service worker's.
 * @throws {TypeError} If it is any other.
 */
export const ownScript = (address: string): string =>
  // A TrustedScriptURL: whatever takes an address as a string takes it too.
  policy === undefined ? assertOwn(address) : (policy.createScriptURL(address) as string)

/** Not `new URL('.', import.meta.url)`, which the build would take for a file. */
function folderOf(script: string): string {
  return new URL('.', script).href
}
