import { useTranslation } from 'react-i18next'
import type { ConfusionMatrix } from '../../core/metrics/confusion'
import { useFormat } from '../use-format'
import { confusionCsv, confusionFigure } from './confusion-figure'
import { SaveMenu } from './SaveMenu'

/** Saves the confusion matrix. */
export function ConfusionSaveMenu({ matrix }: { readonly matrix: ConfusionMatrix }) {
  const { t } = useTranslation('train')
  const format = useFormat()
  return (
    <SaveMenu
      subject="confusion"
      table={() => confusionCsv(matrix)}
      figure={() =>
        confusionFigure(matrix, {
          title: t('confusion.title'),
          truth: t('confusion.truth'),
          answer: t('confusion.answer'),
          error: t('confusion.error'),
          percent: (share) => format.percent(share, 1),
        })
      }
    />
  )
}
