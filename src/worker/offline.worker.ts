/**
 * The service worker: answers from this device what the page has asked for once, so that it works
 * without the network. Files of the app are kept when it is installed, MNIST when the page asks or
 * when it is first needed. A new version waits until the page lets it in.
 */

import { clientsClaim } from 'workbox-core'
import { PrecacheController, type PrecacheEntry, PrecacheRoute } from 'workbox-precaching'
import { registerRoute, setCatchHandler } from 'workbox-routing'
import { isOfflineRequest, type OfflineRequest } from './protocol/offline'

declare const self: ServiceWorkerGlobalScope
/** Put here by the build, see `programs/offline-plugin.ts`. */
declare const APP_FILES: PrecacheEntry[]
declare const MNIST_FILES: PrecacheEntry[]

// Several apps may share an origin, each in a folder of its own.
const app = new PrecacheController({ cacheName: `lenet-lab app ${self.registration.scope}` })
app.addToCacheList(APP_FILES)
const mnist = new PrecacheController({ cacheName: `lenet-lab mnist ${self.registration.scope}` })
mnist.addToCacheList(MNIST_FILES)

self.addEventListener('install', (event) => void app.install(event))
self.addEventListener('activate', (event) => {
  // What the last version had and this one has not goes.
  void app.activate(event)
  void mnist.activate(event)
})
clientsClaim()

// Whatever an address asks of the page, it is the same page.
const anyQuery = { ignoreURLParametersMatching: [/./], cleanURLs: false }
registerRoute(new PrecacheRoute(app, anyQuery))
registerRoute(new PrecacheRoute(mnist, anyQuery))
// What is not what was built, the page must see and judge itself.
setCatchHandler(async ({ request }) => fetch(request))

const answers: Readonly<
  Record<OfflineRequest, (event: ExtendableMessageEvent) => Promise<unknown>>
> = {
  takeOver: () => self.skipWaiting(),
  keepMnist: async (event) => {
    const [port] = event.ports
    try {
      for (const url of mnist.getURLsToCacheKeys().keys()) await keepMnistFile(url, event)
      port?.postMessage(true)
    } catch {
      port?.postMessage(false)
    }
  },
}

self.addEventListener('message', (event) => {
  const { data } = event
  if (isOfflineRequest(data)) event.waitUntil(answers[data](event))
})

/** Keeps what is not kept yet, if it is what was built. */
async function keepMnistFile(url: string, event: ExtendableEvent): Promise<void> {
  const integrity = mnist.getIntegrityForCacheKey(mnist.getCacheKeyForURL(url) ?? '')
  const request = new Request(url)
  await mnist.createHandlerBoundToURL(url)({
    event,
    request,
    url: new URL(url),
    params: { integrity },
  })
}
