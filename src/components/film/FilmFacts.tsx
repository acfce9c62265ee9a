import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FrameMark } from '../../core/recipe/film'
import { isPadBare } from '../../store/drawing-slice'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { useFilm } from './use-film'

/** Decimals of a test error in percent: one image of the 10,000. */
const TEST_ERROR_DECIMALS = 2

/** Says which frame the page shows, and leads back; or what the film is for. */
export function FilmFacts() {
  const frame = useLab(({ weightsSource }) =>
    weightsSource.kind === 'frame' ? weightsSource.frame : null,
  )
  return (
    <div className="film-facts" data-testid="film-facts" data-step={frame?.step ?? ''}>
      {frame === null ? <AboutFilm /> : <AboutFrame frame={frame} />}
    </div>
  )
}

function AboutFrame({ frame }: { readonly frame: FrameMark }) {
  const { t } = useTranslation('film')
  const format = useFormat()
  const left = useFilm((film) => film.left)
  const testError = useLab(({ evaluations }) => testErrorAt(evaluations, frame))
  const facts = [
    t('epoch', { epoch: format.number(frame.epoch) }),
    t('images', { count: frame.images, shown: format.number(frame.images) }),
    ...(frame.loss === null ? [] : [t('loss', { loss: format.value(frame.loss) })]),
    ...(testError === null
      ? []
      : [t('testError', { error: format.percent(testError, TEST_ERROR_DECIMALS) })]),
  ]
  return (
    <>
      <p>
        <strong>
          {frame.step === 0 ? t('untrained') : t('looking', { step: format.number(frame.step) })}
        </strong>
        {frame.step > 0 && <span title={t('lossAbout')}>{[null, ...facts].join(' · ')}</span>}
      </p>
      <button type="button" className="button film-present" data-testid="film-live" onClick={left}>
        <RotateCcw size={16} aria-hidden="true" />
        {t('present')}
      </button>
    </>
  )
}

/** Measured at ends of epochs alone. */
const testErrorAt = (evaluations: LabState['evaluations'], { images }: FrameMark): number | null =>
  evaluations.find((evaluation) => evaluation.images === images)?.testError ?? null

function AboutFilm() {
  const { t } = useTranslation('film')
  const format = useFormat()
  const count = useLab(({ film }) => film.frames.length)
  const isBare = useLab(isPadBare)
  const isFetching = useFilm((film) => film.isFetching)
  const hasRun = useLab(({ progress }) => progress !== null)
  const isLost = useLab(
    ({ runKeeping }) =>
      runKeeping.kind === 'notKept' || (runKeeping.kind === 'kept' && !runKeeping.film),
  )
  if (isFetching) return <p className="quiet">{t('fetching')}</p>
  if (count === 0) return <p className="quiet">{t(hasRun ? 'none' : 'empty')}</p>
  return (
    <p className="quiet">
      {t(isBare ? 'aboutBare' : 'about', { count, frames: format.number(count) })}
      {isLost && ` ${t('notKept')}`}
    </p>
  )
}
