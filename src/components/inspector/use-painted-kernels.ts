import { type RefObject, useCallback, useMemo } from 'react'
import type { Layer, MapShape, Network } from '../../core/network/description'
import { signedColourTable } from '../inspect/signed-colours'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import type { KernelLayout } from './kernel-layout'
import { paintKernels } from './paint-kernels'
import { whatWeightsShow } from './what-weights-show'

/** Keeps the kernels and the end of their scale up with the weights. */
export function usePaintedKernels(
  canvas: RefObject<HTMLCanvasElement | null>,
  scale: RefObject<HTMLElement | null>,
  network: Network,
  layer: Layer,
  input: MapShape,
  layout: KernelLayout,
): void {
  const format = useFormat()
  const picture = useMemo(() => new ImageData(layout.width, layout.height), [layout])
  const paint = useCallback(
    ([weights, variant]: ReturnType<typeof whatWeightsShow>) => {
      if (weights === null || variant !== network.variant) return
      const pixels = new Uint32Array(picture.data.buffer)
      const largest = paintKernels(layer, input, weights, layout, signedColourTable(), pixels)
      canvas.current?.getContext('2d')?.putImageData(picture, 0, 0)
      writeText(scale.current, `±${format.value(largest)}`)
    },
    [network, layer, input, layout, picture, canvas, scale, format],
  )
  usePainted(whatWeightsShow, paint)
}
