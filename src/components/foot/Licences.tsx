import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ShippedPackage, shippedPackages } from '../../store/shipped-packages'
import { ModalDialog } from '../ModalDialog'

interface LicencesProps {
  readonly onClosed: () => void
  readonly returnFocus: () => void
}

/** Every package that the page is made of, with its licence. */
export function Licences({ onClosed, returnFocus }: LicencesProps) {
  const { t } = useTranslation('foot')
  const packages = useShippedPackages()
  return (
    <ModalDialog
      title={t('dialog.title')}
      about={t('dialog.about')}
      closeName={t('dialog.close')}
      onClosed={onClosed}
      returnFocus={returnFocus}
    >
      {typeof packages === 'string' ? (
        <p role="status">{t(`dialog.${packages}`)}</p>
      ) : (
        <ul className="licences" data-testid="licence-list">
          {packages.map(({ name, version, licence, text }) => (
            <li key={`${name} ${version}`}>
              <details>
                <summary>
                  <span>
                    {name} <span className="quiet">{version}</span>
                  </span>
                  <span className="quiet">{licence}</span>
                </summary>
                <pre>{text ?? t('dialog.noText')}</pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </ModalDialog>
  )
}

/** The list, or why there is none. */
function useShippedPackages(): readonly ShippedPackage[] | 'loading' | 'failed' {
  const [packages, setPackages] = useState<readonly ShippedPackage[] | 'loading' | 'failed'>(
    'loading',
  )
  useEffect(() => {
    let isWanted = true
    shippedPackages().then(
      (loaded) => isWanted && setPackages(loaded),
      () => isWanted && setPackages('failed'),
    )
    return () => {
      isWanted = false
    }
  }, [])
  return packages
}
