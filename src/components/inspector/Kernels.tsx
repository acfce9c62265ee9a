import { type CSSProperties, type RefObject, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { layerIndex } from '../../core/explain/sight'
import { inputShape, type Layer, type MapShape, type Network } from '../../core/network/description'
import { ConnectionGrid } from './ConnectionGrid'
import { KernelMarker } from './KernelMarker'
import { type KernelLayout, kernelLayout } from './kernel-layout'
import { useBoxWidth } from './use-box-width'
import { useKernelPointing } from './use-kernel-pointing'
import { usePaintedKernels } from './use-painted-kernels'

interface KernelsProps {
  readonly network: Network
  readonly layer: Layer
}

/** Every kernel of a layer, one for each input map that a map reads; as they learn, they change. */
export function Kernels({ network, layer }: KernelsProps) {
  const { t } = useTranslation('inspector')
  const box = useRef<HTMLDivElement>(null)
  const scale = useRef<HTMLSpanElement>(null)
  const [words, setWords] = useState<string | null>(null)
  const width = useBoxWidth(box)
  const input = useMemo(
    () => inputShape(network, layerIndex(network, layer.name)),
    [network, layer],
  )
  const layout = useMemo(
    () => (width === null ? null : kernelLayout(layer, input, width - ROW_HEADS)),
    [layer, input, width],
  )
  return (
    <div className="kernels">
      <h3 className="kernels-title">
        {t(`kernels.title.${layer.kind}`)} <span ref={scale} className="quiet" />
      </h3>
      <div ref={box} className="kernels-box">
        {layout && (
          <div className="kernels-picture" style={sizeOf(layout)} data-grid={layout.byInput}>
            <KernelCanvas
              key={layer.name}
              network={network}
              layer={layer}
              input={input}
              layout={layout}
              scale={scale}
              say={setWords}
            />
          </div>
        )}
      </div>
      <p className="kernels-readout" data-testid="kernel-readout" aria-live="off">
        {words ?? (
          <span className="quiet">
            {t(layer.side === 1 ? 'kernels.hintUnits' : 'kernels.hint')}
          </span>
        )}
      </p>
    </div>
  )
}

/** Room for the names of the rows, in CSS pixels. */
const ROW_HEADS = 40

const sizeOf = ({ width, height, zoom, tile }: KernelLayout) =>
  ({
    '--picture-width': `${width * zoom}px`,
    '--picture-height': `${height * zoom}px`,
    '--kernel-width': `${tile.width * zoom}px`,
    '--kernel-height': `${tile.height * zoom}px`,
    '--kernel-gap': `${zoom}px`,
  }) as CSSProperties & Record<`--${string}`, string>

interface KernelCanvasProps extends KernelsProps {
  readonly input: MapShape
  readonly layout: KernelLayout
  readonly scale: RefObject<HTMLElement | null>
  /** Shows words of what is pointed at; null for nothing. */
  readonly say: (words: string | null) => void
}

/** The picture of the kernels, and over it what is pointed at: cells of a grid, or places of the picture. */
function KernelCanvas({ network, layer, input, layout, scale, say }: KernelCanvasProps) {
  const { t } = useTranslation('inspector')
  const canvas = useRef<HTMLCanvasElement>(null)
  const help = useId()
  const { shown, handlers } = useKernelPointing(network, layer, layout, say)
  usePaintedKernels(canvas, scale, network, layer, input, layout)
  const size = { width: layout.width, height: layout.height }
  if (layout.byInput) {
    return (
      <>
        <canvas ref={canvas} {...size} />
        <ConnectionGrid network={network} layer={layer} layout={layout} say={say} />
      </>
    )
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is drawn on a canvas and takes arrow keys */}
      <canvas
        ref={canvas}
        {...size}
        className="kernels-pointed"
        data-testid="kernels"
        tabIndex={0}
        role="application"
        aria-label={t(`kernels.label.${layer.kind}`, { layer: layer.name })}
        aria-describedby={help}
        {...handlers}
      />
      {shown && <KernelMarker layout={layout} place={shown} />}
      <span id={help} hidden>
        {t('kernels.keys')}
      </span>
    </>
  )
}
