import { useCallback, useEffect, useState } from 'react'
import { type KeptData, openKeptData, type StoreSize } from '../../store/kept-data'
import { useLabStore } from '../use-lab'

interface ShownData {
  readonly data: KeptData
  /** Null before they are known. */
  readonly sizes: readonly StoreSize[] | 'denied' | null
  /** Looks how much there is again. */
  look(): void
}

/** What is kept on this device, while the component is shown. */
export function useKeptData(): ShownData {
  const lab = useLabStore()
  const [data] = useState(() => openKeptData(lab))
  const [sizes, setSizes] = useState<ShownData['sizes']>(null)
  const look = useCallback(() => {
    data.sizes().then(setSizes, () => setSizes('denied'))
  }, [data])
  useEffect(() => {
    look()
    return () => data.dispose()
  }, [data, look])
  return { data, sizes, look }
}
