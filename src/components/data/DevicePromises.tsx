import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLab } from '../use-lab'

/** What the browser promises: to keep the data, and to open the page without the network. */
export function DevicePromises() {
  const { t } = useTranslation('data')
  const offline = useLab((state) => state.offline)
  return (
    <div className="data-promises">
      <Persistence />
      <p role="status" data-testid="offline" data-reach={offline}>
        {t(`offline.${offline}`)}
      </p>
    </div>
  )
}

function Persistence() {
  const { t } = useTranslation('data')
  const isPersisted = useLab((state) => state.isPersisted)
  const looked = useLab((state) => state.persistenceLookedUp)
  const asked = useLab((state) => state.persistenceAsked)
  const [isRefused, setIsRefused] = useState(false)
  useEffect(() => void looked(), [looked])
  if (isPersisted === null) return null
  return (
    <p className="data-persistence" data-testid="persisted" data-persisted={isPersisted}>
      {t(isPersisted ? 'persist.yes' : 'persist.no')}
      {!isPersisted && !isRefused && (
        <button
          type="button"
          className="link"
          onClick={() => void asked().then((isGranted) => setIsRefused(!isGranted))}
        >
          {t('persist.ask')}
        </button>
      )}
      {!isPersisted && isRefused && <span role="status">{t('persist.refused')}</span>}
    </p>
  )
}
