import { useTranslation } from 'react-i18next'
import { type Layer, PATCH_SIDE } from '../../core/network/description'

interface LayerWords {
  /** "6 maps of 28×28" */
  readonly size: string
  /** "5×5 convolution" */
  readonly kind: string
  /** "ReLU"; null where a sum is passed on as it is. */
  readonly activation: string | null
}

/** A layer's size and what computes it, in words taken from its description. */
export function useLayerWords(layer: Layer): LayerWords {
  const { t } = useTranslation()
  const { maps, side, activation } = layer
  const kernel = layer.kind === 'convolution' ? layer.kernel : PATCH_SIDE
  return {
    size:
      side === 1
        ? t('layer.units', { count: maps })
        : t('layer.maps', { count: maps, width: side, height: side }),
    kind: t(`layer.kind.${layer.kind}`, { kernel }),
    activation: activation === 'identity' ? null : t(`layer.activation.${activation}`),
  }
}
