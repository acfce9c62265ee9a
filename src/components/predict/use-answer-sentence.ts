import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { answeredWith } from '../../store/answer'
import { useLab } from '../use-lab'
import { answerOf } from './certainty'

/** "7, quite sure"; changes only when the words do. */
export function useAnswerSentence(): string {
  const { t } = useTranslation()
  const answer = useLab(
    useShallow(({ reading }) => (reading === null ? null : answerOf(reading.probabilities))),
  )
  const isRefused = useLab((state) => answeredWith(state) === 'notADigit')
  if (answer === null) return t('answer.empty')
  if (isRefused) return t('answer.notADigit', { digit: answer.digit })
  return t(`answer.${answer.certainty}`, { digit: answer.digit, second: answer.second })
}
