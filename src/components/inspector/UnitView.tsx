import { useTranslation } from 'react-i18next'
import { readByUnit } from '../../core/explain/sight'
import type { LayerUnit } from '../../core/explain/unit'
import { layerNamed, type Network } from '../../core/network/description'
import { ImagePlane } from '../inspect/ImagePlane'
import { Equation } from './Equation'
import { SoftmaxTable } from './SoftmaxTable'
import { TermPicture } from './TermPicture'
import { TermReadout } from './TermReadout'
import { termShape } from './term-layout'
import { UnitCheck } from './UnitCheck'
import { WrittenSum } from './WrittenSum'

interface UnitViewProps {
  readonly network: Network
  readonly unit: LayerUnit
}

/** The deepest look: one unit, what it sees of the drawing, and the whole sum of its value. */
export function UnitView({ network, unit }: UnitViewProps) {
  const { t } = useTranslation('inspector')
  const { groups, rows, columns } = termShape(readByUnit(network, unit))
  return (
    <div className="unit-view" data-testid="unit-view">
      <div className="unit-seen">
        <ImagePlane />
        <ul className="field-legend quiet">
          {(['seen', 'seeing', 'lit'] as const).map((kind) => (
            <li key={kind}>
              <svg className={`field-${kind}`} viewBox="0 0 16 12" aria-hidden="true">
                <path className="field-line" d="M1 1h14v10h-14z" fill="none" />
              </svg>
              {t(`field.${kind}`)}
            </li>
          ))}
        </ul>
      </div>
      <div className="unit-sum">
        <Equation
          layer={layerNamed(network, unit.plane)}
          unit={unit}
          terms={groups * rows * columns}
        />
        <UnitCheck unit={unit} />
        <div className="terms-beside">
          <TermPicture network={network} unit={unit} />
          {unit.plane === 'output' && <SoftmaxTable network={network} unit={unit} />}
        </div>
        <TermReadout unit={unit} />
        <WrittenSum unit={unit} />
      </div>
    </div>
  )
}
