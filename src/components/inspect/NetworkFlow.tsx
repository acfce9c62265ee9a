import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { networkOf } from '../../core/network/variants'
import { useLab } from '../use-lab'
import { LayerPanel } from './LayerPanel'
import { Legend } from './Legend'
import { createPointedUnit, PointedUnitContext } from './pointed-unit'
import { mappedLayers } from './shown-values'
import { UnitReadout } from './UnitReadout'
import { ViewSwitches } from './ViewSwitches'
import './inspect.css'
import './network-foot.css'

/** The layers between the image and the answer, in the order of the data, under one colour scale. */
export function NetworkFlow() {
  const { t } = useTranslation()
  const { variant, activation } = useLab((state) => state.network)
  const network = useMemo(() => networkOf(variant, activation), [variant, activation])
  const pointed = useMemo(createPointedUnit, [])
  return (
    <PointedUnitContext value={pointed}>
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
          <Legend />
          <ViewSwitches />
          <UnitReadout network={network} />
        </div>
      </section>
    </PointedUnitContext>
  )
}
