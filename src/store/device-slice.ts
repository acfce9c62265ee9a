import type { OfflineReach } from '../worker/protocol/offline'
import type { LabSlice } from './lab-store'

/** What this device does for the page. */
export interface DeviceSlice {
  /** What works without the network. */
  readonly offline: OfflineReach
}

export const createDeviceSlice: LabSlice<DeviceSlice> = () => ({
  offline: 'nothing',
})
