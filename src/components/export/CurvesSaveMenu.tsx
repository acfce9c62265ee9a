import { useTranslation } from 'react-i18next'
import { runOf } from '../train/run-shown'
import { useFormat } from '../use-format'
import { useLabStore } from '../use-lab'
import { curvesCsv, curvesFigure } from './curves-figure'
import { SaveMenu } from './SaveMenu'

/** Saves the learning curves. */
export function CurvesSaveMenu() {
  const { t } = useTranslation('train')
  const format = useFormat()
  const store = useLabStore()
  return (
    <SaveMenu
      subject="curves"
      table={() => curvesCsv(runOf(store.getState()))}
      figure={() =>
        curvesFigure(runOf(store.getState()), {
          title: { loss: t('curves.lossTitle'), error: t('curves.errorTitle') },
          series: {
            training: t('curves.training'),
            validation: t('curves.validation'),
            test: t('curves.test'),
          },
          epochs: t('curves.epochAxis'),
          mark: (measure, value) =>
            measure === 'loss' ? format.number(value, 4) : format.percent(value, 2),
        })
      }
    />
  )
}
