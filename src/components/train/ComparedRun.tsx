import { useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { EarlierRun } from '../../store/compared-run-slice'
import { isActive } from '../../store/training-slice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { TEST_ERROR_DECIMALS } from './status-facts'

/** Chooses a run kept on this device, whose curves are drawn with those of the run on the page. */
export function ComparedRun() {
  const { t } = useTranslation('train')
  const runs = useLab((state) => state.earlierRuns)
  const compared = useLab((state) => state.comparedRun)
  const opened = useLab((state) => state.earlierRunsOpened)
  const chosen = useLab((state) => state.runCompared)
  const isTraining = useLab((state) => isActive(state.phase))
  const nameOf = useRunName()
  const label = useId()
  const isOpen = runs !== null
  useEffect(() => {
    // A run that has begun or ended since has left or joined the earlier ones.
    if (isOpen) void opened()
  }, [isOpen, isTraining, opened])
  if (runs === null) {
    return (
      <button
        type="button"
        className="link"
        data-testid="compare-runs"
        onClick={() => void opened()}
      >
        {t('curves.compare')}
      </button>
    )
  }
  const others = compared === null || runs.some(({ id }) => id === compared.id) ? [] : [compared]
  const options = [...others, ...runs]
  if (options.length === 0) return <p className="quiet">{t('curves.noOther')}</p>
  return (
    <span className="choice compared-run">
      <label className="choice-label" htmlFor={label}>
        {compared !== null && (
          <svg className="curve-mark" viewBox="0 0 24 10" aria-hidden="true">
            <line x1="1" y1="5" x2="23" y2="5" strokeDasharray="1.5 3" />
          </svg>
        )}
        {t('curves.comparedWith')}
      </label>
      <select
        id={label}
        data-testid="compared-run"
        value={compared?.id ?? ''}
        onChange={({ target }) =>
          chosen(options.find(({ id }) => String(id) === target.value) ?? null)
        }
      >
        <option value="">{t('curves.noRun')}</option>
        {options.map((run) => (
          <option key={run.id} value={run.id}>
            {nameOf(run)}
          </option>
        ))}
      </select>
    </span>
  )
}

/** "LeNet-5 modern, 2 epochs, 1.52%, 12:03" */
function useRunName(): (run: EarlierRun) => string {
  const { t, i18n } = useTranslation('train')
  const { t: page } = useTranslation()
  const format = useFormat()
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short' })
  return ({ settings, epochs, evaluations, saved }) => {
    const testError = evaluations.at(-1)?.testError
    return t('curves.run', {
      network: page(`head.variant.${settings.variant}`),
      count: epochs,
      error: testError === undefined ? '–' : format.percent(testError, TEST_ERROR_DECIMALS),
      saved: time.format(saved),
    })
  }
}
