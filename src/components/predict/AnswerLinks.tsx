import { useTranslation } from 'react-i18next'
import {
  answerChosen,
  inspectionClosed,
  useInspection,
  useInspectionStore,
} from '../inspect/inspection'

/** Ways from the answer to a closer look at it. */
export function AnswerLinks() {
  const { t } = useTranslation()
  const store = useInspectionStore()
  const isOpen = useInspection(({ depth }) => depth === 'why')
  return (
    <p className="answer-links">
      <button
        type="button"
        className="link"
        data-testid="why"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? inspectionClosed(store) : answerChosen(store, 'why'))}
      >
        {t('answer.why')}
      </button>
    </p>
  )
}
