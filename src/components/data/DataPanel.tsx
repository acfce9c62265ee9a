import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataFiles } from './DataFiles'
import { DataSizes } from './DataSizes'
import { DevicePromises } from './DevicePromises'
import { useKeptData } from './use-kept-data'
import '../folded-section.css'
import './data.css'

/** Everything that is kept on this device: how much, away with it, into a file and back. */
export function DataPanel() {
  const { t } = useTranslation('data')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details
      className="folded-section"
      data-testid="data"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>
        <h2 className="panel-title">{t('title')}</h2>
      </summary>
      {isOpen && <Contents />}
    </details>
  )
}

function Contents() {
  const { t } = useTranslation('data')
  const { data, sizes, look } = useKeptData()
  return (
    <div className="folded-body">
      <p className="quiet">{t('about')}</p>
      {sizes === 'denied' ? (
        <p role="alert">{t('unreadable')}</p>
      ) : (
        <DataSizes sizes={sizes} onDeleted={(store) => void data.clear(store).finally(look)} />
      )}
      <DataFiles data={data} onRead={look} />
      <DevicePromises />
    </div>
  )
}
