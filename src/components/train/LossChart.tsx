import { useTranslation } from 'react-i18next'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { CurveChart } from './CurveChart'
import { TEST_ERROR_DECIMALS } from './status-facts'

/** Loss above error: they share the run's axis, not their values' one. */
export function LossChart({ logarithmic }: { readonly logarithmic: boolean }) {
  const { t } = useTranslation('train')
  const format = useFormat()
  const latest = useLab((state) => state.evaluations.at(-1))
  return (
    <div className="curves-charts">
      <p className="curve-name">{t('curves.lossTitle')}</p>
      <CurveChart
        measure="loss"
        logarithmic={logarithmic}
        epochsWritten={false}
        label={
          latest === undefined
            ? t('curves.lossLabelEmpty')
            : t('curves.lossLabel', { test: format.value(latest.testLoss) })
        }
      />
      <p className="curve-name">{t('curves.errorTitle')}</p>
      <CurveChart
        measure="error"
        logarithmic={logarithmic}
        epochsWritten
        label={
          latest === undefined
            ? t('curves.errorLabelEmpty')
            : t('curves.errorLabel', {
                test: format.percent(latest.testError, TEST_ERROR_DECIMALS),
              })
        }
      />
      <p className="curve-axis">{t('curves.epochAxis')}</p>
    </div>
  )
}
