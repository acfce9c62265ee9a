import { newTab } from './storage/new-tab'
import { openShelves } from './storage/shelves'
import { renameTab, takeTab } from './storage/tab-name'
import { keepDrawings } from './store/drawing-keeper'
import type { LabStore } from './store/lab-store'

/** What the page does once it can be drawn on. */
export function afterwards(lab: LabStore): void {
  const { locks } = navigator
  const session = () => sessionStorage
  void keepDrawings({
    lab,
    openDrawings: async () => openShelves().drawings,
    takeTab: (orphans) => takeTab(locks, session, orphans),
    renameTab: (tab) => renameTab(locks, session, tab),
    newTab,
    onLeaving: (listener) => {
      for (const event of ['visibilitychange', 'freeze']) document.addEventListener(event, listener)
      addEventListener('pagehide', listener)
    },
    now: () => Date.now(),
  })
}
