import * as v from 'valibot'
import type { Variant } from '../core/network/description'
import { type KeptSource, keptWeights } from './kept-weights'
import type { LabDatabase } from './lab-database'

/**
 * Where weights that a run of this page did not make are kept on this device, one set for each network,
 * the newest; every call rejects where the browser does not let it.
 */
export interface WeightsShelf {
  /** Those of a network; null where there are none that make sense. */
  of(variant: Variant): Promise<KeptSource | null>
  /** Keeps them in the place of those of before. @param saved - Milliseconds since 1970. */
  put(source: KeptSource, saved: number): Promise<void>
  remove(variant: Variant): Promise<void>
}

/** Keeps weights in the page's database. */
export const weightsShelf = (database: LabDatabase): WeightsShelf => ({
  of: async (variant) => {
    const record = await database.read((opened) => opened.get('weights', variant))
    const parsed = v.safeParse(keptWeights, record)
    return parsed.success ? parsed.output.source : null
  },
  put: async (source, saved) => {
    const { variant } = source.network
    await database.write('weights', (store) => store.put({ variant, saved, source }))
  },
  remove: (variant) => database.write('weights', (store) => store.delete(variant)),
})
