import type { OfflineReach, OfflineRequest } from './protocol/offline'

/** An open page looks for a new version when it is looked at again after so long. */
const LOOK_EVERY_MS = 3_600_000

/** A service worker that is new takes its pages over so soon. */
const CLAIM_PATIENCE_MS = 5000

export interface OfflineParts {
  /** `navigator.serviceWorker`. */
  readonly container: ServiceWorkerContainer
  /** Of the service worker's script. */
  readonly address: string
  /** Resolves when the page is there and has nothing better to do. */
  quiet(): Promise<void>
  /** Resolves when there is time to keep MNIST. */
  idle(): Promise<void>
  /** Tells what works without the network from now on. */
  reached(reach: OfflineReach): void
  /** Tells that a newer version of the app waits, or has been taken in by another tab. */
  updated(): void
}

/** Makes the page work without the network; resolves when all of it does, or cannot. */
export async function keepOffline(parts: OfflineParts): Promise<void> {
  const { container, address, quiet, idle, reached, updated } = parts
  let served = container.controller
  container.addEventListener('controllerchange', () => {
    if (served !== null) updated()
    served = container.controller
  })
  await quiet()
  const registration: ServiceWorkerRegistration | undefined = await container.register(address, {
    updateViaCache: 'none',
  })
  if (registration === undefined) return // a browser that is told to block them
  tellOfUpdates(container, registration, updated)
  await container.ready
  reached('app')
  await idle()
  const worker = await serving(container)
  if (worker !== null && (await answer(worker, 'keepMnist'))) reached('everything')
}

/** The service worker that serves this page; null where it was reloaded past all caches. */
function serving(container: ServiceWorkerContainer): Promise<ServiceWorker | null> {
  return new Promise((resolve) => {
    const tell = () => resolve(container.controller)
    if (container.controller !== null) tell()
    container.addEventListener('controllerchange', tell, { once: true })
    setTimeout(tell, CLAIM_PATIENCE_MS)
  })
}

/** Lets the newer version in, and loads the page anew. */
export async function takeUpdate(
  container: ServiceWorkerContainer | undefined,
  reload: () => void,
): Promise<void> {
  const waiting = (await container?.getRegistration())?.waiting ?? null
  if (container === undefined || waiting === null) {
    reload()
    return
  }
  container.addEventListener('controllerchange', reload, { once: true })
  post(waiting, 'takeOver')
}

function tellOfUpdates(
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  updated: () => void,
): void {
  if (registration.waiting !== null) updated()
  registration.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => {
      // The first version of all is no update.
      if (installing.state === 'installed' && container.controller !== null) updated()
    })
  })
  let lookedAt = performance.now()
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - lookedAt < LOOK_EVERY_MS) return
    lookedAt = performance.now()
    registration.update().catch(() => {}) // there is no network now
  })
}

const post = (worker: ServiceWorker, request: OfflineRequest, ports: MessagePort[] = []) =>
  worker.postMessage(request, ports)

/** @returns What the service worker answers. */
function answer(worker: ServiceWorker, request: OfflineRequest): Promise<unknown> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data)
    post(worker, request, [port2])
  })
}
