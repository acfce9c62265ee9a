import { leftDrawings } from './storage/left-drawings'
import { newTab } from './storage/new-tab'
import { openShelves } from './storage/shelves'
import { renameTab, takeTab } from './storage/tab-name'
import { trainingUnlocked } from './storage/training-lock'
import { keepDrawings } from './store/drawing-keeper'
import type { LabStore } from './store/lab-store'
import { offerUpdate } from './store/updates'
import { keepWeights } from './store/weights-keeper'
import { keepOffline } from './worker/offline-client'
import { OFFLINE_SCRIPT } from './worker/protocol/offline'
import { ownScript } from './worker/protocol/own-script'

/** The page is left alone for so long before it is made to work without the network. */
const OFFLINE_DELAY_MS = 3000

/** What the page does once it can be drawn on. */
export function afterwards(lab: LabStore): void {
  openShelves().onOutdated(() => {
    lab.getState().noticeGiven('warning', 'outdated', {}, { kind: 'reload' })
  })
  keepDrawingsOf(lab)
  void keepWeights({
    lab,
    openWeights: async () => openShelves().weights,
    now: () => Date.now(),
  })
  tellOfMissingParts(lab)
  // The development server's files change all the time.
  if (import.meta.env.PROD) void worksOffline(lab)
}

/** A file of an older build that the server has no more, or no network to fetch it by. */
function tellOfMissingParts(lab: LabStore): void {
  addEventListener('vite:preloadError', () =>
    lab.getState().noticeGiven('error', 'partMissing', {}, { kind: 'reload' }),
  )
}

async function worksOffline(lab: LabStore): Promise<void> {
  // Not there on insecure origins, and in private windows of some browsers.
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker
  if (container === undefined) return
  try {
    await keepOffline({
      container,
      address: ownScript(new URL(OFFLINE_SCRIPT, document.baseURI).href),
      quiet: () => new Promise((resolve) => setTimeout(resolve, OFFLINE_DELAY_MS)),
      idle: () => trainingUnlocked(navigator.locks),
      reached: (offline) => lab.setState({ offline }),
      updated: () => void offerUpdate(lab),
    })
  } catch {
    // Then the page needs the network next time, as it says where it tells what is kept.
  }
}

function keepDrawingsOf(lab: LabStore): void {
  const { locks } = navigator
  const session = () => sessionStorage
  void keepDrawings({
    lab,
    openDrawings: async () => openShelves().drawings,
    left: leftDrawings(() => localStorage),
    takeTab: (kept) => takeTab(locks, session, kept),
    renameTab: (tab) => renameTab(locks, session, tab),
    newTab,
    onLeaving: (listener) => {
      for (const event of ['visibilitychange', 'freeze']) document.addEventListener(event, listener)
      addEventListener('pagehide', listener)
    },
    now: () => Date.now(),
  })
}
