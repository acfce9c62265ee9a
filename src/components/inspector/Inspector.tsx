import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerUnit } from '../../core/explain/unit'
import { layerNamed, type Network } from '../../core/network/description'
import { inspectionClosed, useInspection, useInspectionStore } from '../inspect/inspection'
import { useNetwork } from '../use-network'
import { InspectorHead } from './InspectorHead'
import { LayerView } from './LayerView'
import { UnitView } from './UnitView'
import './inspector.css'

/** A closer look: at one layer of the network, at one unit of it, or at the answer. */
export function Inspector() {
  const { t } = useTranslation('inspector')
  // Asked for anew each time the panel is mounted, so that a retry after a lost chunk is one.
  const [WhyView] = useState(() =>
    lazy(() => import('../why/WhyView').then((module) => ({ default: module.WhyView }))),
  )
  const [CompareView] = useState(() =>
    lazy(() =>
      import('../compare/CompareView').then((module) => ({ default: module.CompareView })),
    ),
  )
  const network = useNetwork()
  const store = useInspectionStore()
  const depth = useInspection((inspection) => inspection.depth)
  const chosen = useInspection((inspection) => inspection.chosen)
  const unit = useMemo(() => heldIn(network, chosen), [network, chosen])
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // A frame later what depends on the panel's width has its height.
    const frame = requestAnimationFrame(() => {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
      section.current?.scrollIntoView({ block: 'nearest', behavior: calm ? 'instant' : 'smooth' })
    })
    return () => cancelAnimationFrame(frame)
  }, [depth])
  return (
    <section
      ref={section}
      className="inspector"
      data-testid="inspector"
      data-depth={depth}
      aria-label={t('title')}
      onKeyDown={({ key }) => {
        if (key === 'Escape') inspectionClosed(store)
      }}
    >
      <InspectorHead network={network} unit={unit} depth={depth} />
      {depth === 'layer' && (
        <LayerView
          key={unit.plane}
          network={network}
          layer={layerNamed(network, unit.plane)}
          unit={unit}
        />
      )}
      {depth === 'unit' && <UnitView network={network} unit={unit} />}
      <Suspense fallback={null}>
        {depth === 'why' && <WhyView />}
        {depth === 'compare' && <CompareView />}
      </Suspense>
    </section>
  )
}

/** The unit, or where the network on the page is smaller the nearest that it has. */
function heldIn(network: Network, unit: LayerUnit): LayerUnit {
  const { maps, side } = layerNamed(network, unit.plane)
  return {
    plane: unit.plane,
    map: Math.min(unit.map, maps - 1),
    row: Math.min(unit.row, side - 1),
    column: Math.min(unit.column, side - 1),
  }
}
