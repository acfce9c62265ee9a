import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../IconButton'
import { useLab } from '../use-lab'
import '../file-refusal.css'

/** Why a file of handwriting was not taken, and what to do. */
export function HandFileRefusal() {
  const { t } = useTranslation('hand')
  const failure = useLab((state) => state.handFileFailure)
  const dismissed = useLab((state) => state.handFileFailureDismissed)
  if (failure === null) return null
  const { file, trouble, place } = failure
  return (
    <div className="file-refusal" role="alert" data-testid="hand-refusal" data-trouble={trouble}>
      <p>
        {t('file.refused', { file })} {t(`file.trouble.${trouble}`, { place })}
      </p>
      <IconButton testId="hand-refusal-dismiss" name={t('file.dismiss')} onPressed={dismissed}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  )
}
