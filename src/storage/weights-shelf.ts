import * as v from 'valibot'
import type { Variant } from '../core/network/description'
import { type ChangeChannel, NO_OTHERS } from './change-channel'
import { type KeptSource, type KeptWeights, keptWeights } from './kept-weights'
import type { LabDatabase } from './lab-database'

/**
 * Where weights that a run of this page did not make are kept on this device, one set for each network,
 * the newest; every call rejects where the browser does not let it.
 */
export interface WeightsShelf {
  /** Those of a network; null where there are none that make sense. */
  of(variant: Variant): Promise<KeptWeights | null>
  /** Keeps them in the place of those of before. @param saved - Milliseconds since 1970. */
  put(source: KeptSource, saved: number): Promise<void>
  /** Removes those that were saved then; what others have put in their place stays. */
  remove(variant: Variant, saved: number): Promise<void>
  /** Calls once another tab, or who looks after all data, has changed what is kept. */
  onChanged(listener: () => void): void
  /** Lets the other tabs know of a change that was not made here. */
  tellOthers(): void
}

/** Keeps weights in the page's database. @param others - Tabs that keep them there too. */
export const weightsShelf = (
  database: LabDatabase,
  others: ChangeChannel = NO_OTHERS,
): WeightsShelf => ({
  of: async (variant) => {
    const record = await database.read((opened) => opened.get('weights', variant))
    const parsed = v.safeParse(keptWeights, record)
    return parsed.success ? parsed.output : null
  },
  put: async (source, saved) => {
    const { variant } = source.network
    await database.write('weights', (store) => store.put({ variant, saved, source }))
    others.tell()
  },
  remove: async (variant, saved) => {
    await database.write('weights', async (store) => {
      const there = v.safeParse(v.object({ saved: v.literal(saved) }), await store.get(variant))
      if (there.success) await store.delete(variant)
    })
    others.tell()
  },
  onChanged: others.onTold,
  tellOthers: others.tell,
})
