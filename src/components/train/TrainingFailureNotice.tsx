import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLab } from '../use-lab'

/** Why a run failed and how to go on; nothing while none has. */
export function TrainingFailureNotice() {
  const { t } = useTranslation('train')
  const failure = useLab((state) => (state.phase === 'failed' ? state.failure : null))
  const retry = useLab((state) => state.retryPressed)
  if (failure === null) return null
  return (
    <div className="training-failure" data-testid="training-failure" data-reason={failure.reason}>
      <TriangleAlert size={18} aria-hidden="true" />
      <div>
        <p>{t(`failure.${failure.reason}`)}</p>
        <p className="quiet training-failure-detail" lang="en">
          {failure.message}
        </p>
      </div>
      <button type="button" className="button" data-testid="retry" onClick={retry}>
        {t('failure.retry')}
      </button>
    </div>
  )
}
