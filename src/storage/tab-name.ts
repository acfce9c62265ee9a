import { newTab } from './new-tab'
import type { OpenStorage } from './preferences'

const KEY = 'lenet-lab.tab'
const lockOf = (tab: string) => `lenet-lab tab ${tab}`

/** How long a tab that is just being reloaded is given to let go of its name. */
const PATIENCE_MS = 1000

/** The name that this tab had before it was reloaded; null for a new one. */
export function rememberedTab(session: OpenStorage): string | null {
  try {
    return session().getItem(KEY)
  } catch {
    return null // storage is denied: every load is a new tab
  }
}

/**
 * Takes a name for this tab until it goes: its own of before, where something is kept under it, or the
 * first that no open tab has, or a new one. A copy of a tab gets a name of its own.
 *
 * @param locks - `navigator.locks`; without them a name may be that of another tab.
 * @param kept - Names under which something is kept, the dearest first.
 */
export async function takeTab(
  locks: LockManager | undefined,
  session: OpenStorage,
  kept: readonly string[],
): Promise<string> {
  const own = rememberedTab(session)
  if (own !== null && kept.includes(own)) {
    if (await hold(locks, own, PATIENCE_MS)) return own
  } else {
    for (const orphan of kept) {
      if (await hold(locks, orphan, 0)) {
        remember(session, orphan)
        return orphan
      }
    }
  }
  const tab = newTab()
  renameTab(locks, session, tab)
  return tab
}

/** Gives this tab a new name. */
export function renameTab(locks: LockManager | undefined, session: OpenStorage, tab: string): void {
  remember(session, tab)
  void hold(locks, tab, 0)
}

function remember(session: OpenStorage, tab: string): void {
  try {
    session().setItem(KEY, tab)
  } catch {
    // Then the newest drawing of all comes back, which is nearly always this one.
  }
}

/** Whether the name is this tab's from now on. */
function hold(locks: LockManager | undefined, tab: string, patience: number): Promise<boolean> {
  if (locks === undefined) return Promise.resolve(true)
  const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true }
  return new Promise((resolve) => {
    locks
      .request(lockOf(tab), options, (lock) => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<void>(() => {})
      })
      .catch((error: unknown) => {
        // A page that may not lock goes on as where there are no locks.
        resolve(!(error instanceof DOMException && error.name === 'TimeoutError'))
      })
  })
}
