import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { NOT_A_DIGIT } from '../../core/network/description'

/** What an answer is called: the digit, or "not a digit". */
export function useAnswerName(): (answer: number) => string {
  const { t } = useTranslation('why')
  return useCallback(
    (answer: number) => (answer === NOT_A_DIGIT ? t('notADigit') : String(answer)),
    [t],
  )
}
