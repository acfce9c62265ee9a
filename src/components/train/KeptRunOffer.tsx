import { Play, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabState } from '../../store/lab-store'
import { isActive, isComplete } from '../../store/training-slice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { recipeWords } from './recipe-words'
import { barePercent, TEST_ERROR_DECIMALS } from './status-facts'

/** Offers the run that an earlier visit has left, or says that another tab trains now. */
export function KeptRunOffer() {
  const { t } = useTranslation('train')
  const run = useLab((state) => state.keptRun)
  const isElsewhere = useLab((state) => state.isTrainingElsewhere && !isActive(state.phase))
  const opened = useLab((state) => state.keptRunsOpened)
  useEffect(() => void opened(), [opened])
  return (
    <div className="kept-run-place" role="status">
      {isElsewhere && (
        <p className="kept-run" data-testid="training-elsewhere">
          {t('kept.elsewhere')}
        </p>
      )}
      {run !== null && <Offer run={run} />}
    </div>
  )
}

function Offer({ run }: { readonly run: NonNullable<LabState['keptRun']> }) {
  const { t } = useTranslation('train')
  const { t: tPage } = useTranslation()
  const format = useFormat()
  const taken = useLab((state) => state.keptRunTaken)
  const discarded = useLab((state) => state.keptRunDiscarded)
  const { settings } = run.checkpoint
  const isOver = isComplete(run)
  const testError = run.evaluations.at(-1)?.testError
  return (
    <div
      className="kept-run"
      data-testid="kept-run"
      data-epoch={run.epoch}
      data-images={run.images}
      data-test-error={barePercent(testError)}
    >
      <div>
        <p>
          {t(isOver ? 'kept.over' : 'kept.interrupted', {
            network: tPage(`head.variant.${settings.variant}`),
            epoch: format.number(run.epoch),
            epochs: format.number(settings.epochs),
            images: format.number(run.images),
          })}
          {testError !== undefined &&
            ` ${t('kept.testError', { error: format.percent(testError, TEST_ERROR_DECIMALS) })}`}
        </p>
        <p className="quiet">
          {t('kept.settings', {
            recipe: recipeWords(settings, t, format),
            seed: String(settings.seed),
          })}
        </p>
      </div>
      <button type="button" className="button" data-testid="resume-kept" onClick={taken}>
        <Play size={16} aria-hidden="true" />
        {t(isOver ? 'kept.answer' : 'kept.resume')}
      </button>
      <button
        type="button"
        className="button"
        data-testid="discard-kept"
        onClick={() => void discarded()}
      >
        <Trash2 size={16} aria-hidden="true" />
        {t('kept.discard')}
      </button>
    </div>
  )
}
