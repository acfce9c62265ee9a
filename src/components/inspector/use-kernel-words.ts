import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { layerIndex } from '../../core/explain/sight'
import type { Layer, Network } from '../../core/network/description'
import type { KernelPlace } from './kernel-layout'

/** What a kernel is to the network: "C3 map 4 reads S2 map 2", or that it does not. */
export function useKernelWords(network: Network, layer: Layer) {
  const { t } = useTranslation('inspector')
  return useCallback(
    ({ map, from }: KernelPlace): string => {
      const names = {
        layer: layer.name,
        map: map + 1,
        before: network.layers[layerIndex(network, layer.name) - 1]?.name ?? t('terms.image'),
        from: (from ?? 0) + 1,
      }
      if (from === null) return t('kernels.unit', names)
      if (layer.name === 'C1') return t('kernels.image', names)
      return t(isConnected(layer, map, from) ? 'kernels.reads' : 'kernels.skips', names)
    },
    [network, layer, t],
  )
}

/** Whether a map reads an input map; only a convolution can leave some out. */
export const isConnected = (layer: Layer, map: number, from: number): boolean =>
  layer.kind !== 'convolution' || layer.connections[map]!.includes(from)
