import { createContext, use } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LayerName } from '../../core/network/description'
import type { UnitPlace } from './tile-layout'

/** The unit under the pointer or the keyboard's cursor, or null. */
export interface PointedUnit {
  readonly unit: (UnitPlace & { readonly layer: LayerName }) | null
  /** Moved by keys: then a screen reader should hear the value. */
  readonly byKeys: boolean
}

export type PointedUnitStore = StoreApi<PointedUnit>

export const createPointedUnit = (): PointedUnitStore =>
  createStore<PointedUnit>(() => ({ unit: null, byKeys: false }))

export const PointedUnitContext = createContext<PointedUnitStore | null>(null)

export function usePointedUnitStore(): PointedUnitStore {
  const store = use(PointedUnitContext)
  if (store === null) throw new Error('usePointedUnitStore: needs its context above, got none')
  return store
}
