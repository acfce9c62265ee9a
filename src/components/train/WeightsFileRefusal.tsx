import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLab } from '../use-lab'
import '../file-refusal.css'

/** Why a file of weights was not taken, and what to do. */
export function WeightsFileRefusal() {
  const { t } = useTranslation('train')
  const failure = useLab((state) => state.weightsFileFailure)
  const dismissed = useLab((state) => state.weightsFileFailureDismissed)
  const place = useRef<HTMLDivElement>(null)
  // A file may have been dropped where this panel is not in sight.
  useEffect(() => {
    if (failure !== null) place.current?.scrollIntoView({ block: 'center' })
  }, [failure])
  if (failure === null) return null
  const { file, trouble, detail } = failure
  return (
    <div
      ref={place}
      className="file-refusal"
      role="alert"
      data-testid="weights-refusal"
      data-trouble={trouble}
    >
      <p>
        {t('files.refused', { file })}{' '}
        {t(`files.trouble.${trouble}`, {
          ...detail,
          context: 'tensor' in detail ? 'tensor' : '',
        })}
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={t('files.dismiss')}
        title={t('files.dismiss')}
        onClick={dismissed}
      >
        <X aria-hidden="true" />
      </button>
    </div>
  )
}
