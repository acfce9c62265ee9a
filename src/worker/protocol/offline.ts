/** What the page asks of its service worker. */
const OFFLINE_REQUESTS = ['takeOver', 'keepMnist'] as const
/** `takeOver`: serve the page from now on, in place of the version before. */
export type OfflineRequest = (typeof OFFLINE_REQUESTS)[number]

export const isOfflineRequest = (data: unknown): data is OfflineRequest =>
  OFFLINE_REQUESTS.some((request) => request === data)

/** What works without the network: nothing for sure, all but what needs MNIST, or everything. */
export type OfflineReach = 'nothing' | 'app' | 'everything'

/** The service worker's script, in the page's own folder: it serves what lies in and below it. */
export const OFFLINE_SCRIPT = 'service-worker.js'
