import { useTranslation } from 'react-i18next'
import { c3Connections, c3TableOf } from '../../core/network/c3-connections'
import {
  links,
  parameterCount,
  totalConnections,
  totalParameters,
} from '../../core/network/parameters'
import { networkOf } from '../../core/network/variants'
import { isActive } from '../../store/training-slice'
import { Choice } from '../Choice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { ConnectionEditor } from './ConnectionEditor'
import { NAMED_TABLES, tableKind } from './c3-table-name'
import './connections.css'

/** Which maps of S2 each map of C3 reads in the next run, and what that makes of the network. */
export function ConnectionSettings() {
  const { t } = useTranslation('train')
  const format = useFormat()
  const settings = useLab((state) => state.settings)
  const change = useLab((state) => state.settingsChanged)
  const locked = useLab((state) => isActive(state.phase))
  const { variant, activation, c3 } = settings
  const network = networkOf(variant, activation, settings)
  const table = c3Connections(c3)
  const kind = tableKind(c3)
  return (
    <div className="connections" data-testid="connection-settings" data-c3={c3}>
      <fieldset disabled={locked}>
        <legend className="visually-hidden">{t('connections.title')}</legend>
        <Choice
          label={t('connections.title')}
          testId="setting-c3"
          options={kind === 'own' ? [...NAMED_TABLES, kind] : NAMED_TABLES}
          chosen={kind}
          name={(name) => t(`connections.${name}`)}
          onChosen={(name) => name !== 'own' && change({ c3: name })}
        />
        <ConnectionEditor
          network={network}
          table={table}
          onChanged={(edited) => change({ c3: c3TableOf(edited) })}
        />
      </fieldset>
      <p className="connections-counts" data-testid="connection-counts">
        {t('connections.counts', {
          links: links(table),
          c3: format.number(parameterCount(network, 'C3')),
          parameters: format.number(totalParameters(network)),
          connections: format.number(totalConnections(network)),
        })}
      </p>
      <p className="quiet">{t(locked ? 'settings.locked' : 'connections.next')}</p>
    </div>
  )
}
