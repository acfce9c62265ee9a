import { useTranslation } from 'react-i18next'
import { NOT_A_DIGIT } from '../../core/network/description'
import { isCorrectable } from '../../store/handwriting-slice'
import { useLab } from '../use-lab'
import { LABELS, labelKey } from './labels'
import './correct-answer.css'

/** One press tells what the drawing shows, and keeps it; another press corrects that. */
export function CorrectAnswer() {
  const { t } = useTranslation('hand')
  const isShown = useLab(isCorrectable)
  const last = useLab((state) => state.lastCorrection)
  const padCorrected = useLab((state) => state.padCorrected)
  return (
    <div className="correct" data-testid="correct" data-shown={isShown}>
      <fieldset>
        <legend className="quiet">{t('correct.question')}</legend>
        {LABELS.map((label) => (
          <button
            key={label}
            type="button"
            className="correct-label"
            data-testid={`correct-${label === NOT_A_DIGIT ? 'none' : label}`}
            aria-pressed={last?.label === label}
            onClick={() => void padCorrected(label)}
          >
            {t(labelKey(label), { digit: label })}
          </button>
        ))}
      </fieldset>
      <CorrectionKept />
    </div>
  )
}

/** Says that the drawing was kept, and takes it back. */
function CorrectionKept() {
  const { t } = useTranslation('hand')
  const last = useLab((state) => state.lastCorrection)
  const isKept = useLab(({ keeping }) => keeping === 'onDevice')
  const correctionUndone = useLab((state) => state.correctionUndone)
  return (
    <p className="correct-kept quiet">
      <span role="status" data-testid="correction-kept">
        {last !== null &&
          t(isKept ? 'correct.kept' : 'correct.keptUntilClosed', {
            label: t(labelKey(last.label), { digit: last.label }),
          })}
      </span>{' '}
      {last !== null && (
        <>
          <button
            type="button"
            className="link"
            data-testid="correct-undo"
            onClick={() => void correctionUndone()}
          >
            {t('correct.undo')}
          </button>{' '}
          <a className="link" href="#hand-drawings">
            {t('correct.list')}
          </a>
        </>
      )}
    </p>
  )
}
