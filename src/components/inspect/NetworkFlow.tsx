import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SavePlace } from '../export/SavePlace'
import { useNetwork } from '../use-network'
import { LayerPanel } from './LayerPanel'
import { Legend } from './Legend'
import { MapMarksKey } from './lazy-map-marks'
import { mappedLayers } from './shown-values'
import { UnitReadout } from './UnitReadout'
import { ViewSwitches } from './ViewSwitches'
import './inspect.css'
import './network-foot.css'

/** The layers between the image and the answer, in the order of the data, under one colour scale. */
export function NetworkFlow() {
  const { t } = useTranslation()
  const network = useNetwork()
  return (
    <section className="network" aria-labelledby="heading-network">
      <h2 id="heading-network" className="visually-hidden">
        {t('network.title')}
      </h2>
      <div className="network-flow">
        {mappedLayers(network).map((layer) => (
          <LayerPanel key={layer.name} layer={layer} />
        ))}
      </div>
      <div className="network-foot">
        <div className="network-legend">
          <Legend />
          <Suspense fallback={null}>
            <MapMarksKey />
          </Suspense>
        </div>
        <ViewSwitches />
        <UnitReadout network={network} />
        <SavePlace subject="layers" panel=".network" />
      </div>
    </section>
  )
}
