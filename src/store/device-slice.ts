import type { OfflineReach } from '../worker/protocol/offline'
import type { LabPorts } from './lab-ports'
import type { LabSlice } from './lab-store'

/** What this device does for the page. */
export interface DeviceSlice {
  /** What works without the network. */
  readonly offline: OfflineReach
  /** Whether the browser has promised not to clear what is kept; null before it was asked. */
  readonly isPersisted: boolean | null
  /** Looks whether it has. */
  persistenceLookedUp(): Promise<void>
  /** Asks the browser for it. @returns Whether it has promised. */
  persistenceAsked(): Promise<boolean>
}

export const createDeviceSlice =
  ({ persistence }: LabPorts): LabSlice<DeviceSlice> =>
  (set) => {
    // A browser may not know of it, or deny it here.
    const told = async (answer: Promise<boolean>) => {
      const isPersisted = await answer.catch(() => false)
      set({ isPersisted })
      return isPersisted
    }
    return {
      offline: 'nothing',
      isPersisted: null,
      persistenceLookedUp: async () => void (await told(persistence.has())),
      persistenceAsked: () => told(persistence.ask()),
    }
  }
