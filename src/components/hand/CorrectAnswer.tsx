import { useTranslation } from 'react-i18next'
import { NOT_A_DIGIT } from '../../core/network/description'
import { answeredWith } from '../../store/answer'
import { isCorrectable } from '../../store/handwriting-slice'
import { answerMark } from '../predict/answer-mark'
import { useLab } from '../use-lab'
import { LABELS, labelKey } from './labels'
import './correct-answer.css'

/** One press tells what the drawing shows, and keeps it; another press corrects that. */
export function CorrectAnswer() {
  const { t } = useTranslation('hand')
  const isShown = useLab(isCorrectable)
  const answer = useLab(answeredWith)
  return (
    <div className="correct" data-testid="correct" data-shown={isShown}>
      <fieldset>
        <legend className="quiet">{t('correct.question', { answer: answerMark(answer) })}</legend>
        <div className="correct-digits">
          {LABELS.filter((label) => label !== NOT_A_DIGIT).map((label) => (
            <LabelButton key={label} label={label} />
          ))}
        </div>
        <LabelButton label={NOT_A_DIGIT} />
      </fieldset>
      <CorrectionKept />
    </div>
  )
}

function LabelButton({ label }: { readonly label: number }) {
  const { t } = useTranslation('hand')
  const isChosen = useLab(({ lastCorrection }) => lastCorrection?.label === label)
  const padCorrected = useLab((state) => state.padCorrected)
  return (
    <button
      type="button"
      className="correct-label"
      data-testid={`correct-${label === NOT_A_DIGIT ? 'none' : label}`}
      aria-pressed={isChosen}
      onClick={() => void padCorrected(label)}
    >
      {t(labelKey(label), { digit: label })}
    </button>
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
      </span>
      {last !== null && (
        <>
          <button
            type="button"
            className="link"
            data-testid="correct-undo"
            onClick={() => void correctionUndone()}
          >
            {t('correct.undo')}
          </button>
          <a className="link" href="#hand-drawings">
            {t('correct.list')}
          </a>
        </>
      )}
    </p>
  )
}
