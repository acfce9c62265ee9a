import { useTranslation } from 'react-i18next'
import {
  answerChosen,
  inspectionClosed,
  useInspection,
  useInspectionStore,
} from '../inspect/inspection'

const LOOKS = ['why', 'compare'] as const

/** Ways from the answer to a closer look at it. */
export function AnswerLinks() {
  const { t } = useTranslation()
  const store = useInspectionStore()
  const open = useInspection(({ depth }) => depth)
  return (
    <p className="answer-links">
      {LOOKS.map((look) => (
        <button
          key={look}
          type="button"
          className="link"
          data-testid={look}
          aria-expanded={open === look}
          onClick={() => (open === look ? inspectionClosed(store) : answerChosen(store, look))}
        >
          {t(`answer.${look}`)}
        </button>
      ))}
    </p>
  )
}
