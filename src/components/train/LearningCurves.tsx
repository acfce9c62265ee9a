import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MNIST_COUNTS } from '../../core/mnist/images'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { ComparedRun } from './ComparedRun'
import { SERIES_NAMES } from './curve-series'
import { EpochTable } from './EpochTable'
import { isDrawable } from './run-shown'
import './curves.css'

/** chart.js comes with the first run. */
const LossChart = lazy(() =>
  import('./LossChart').then((module) => ({ default: module.LossChart })),
)

const CurvesSaveMenu = lazy(() =>
  import('../export/CurvesSaveMenu').then((module) => ({ default: module.CurvesSaveMenu })),
)

/** Loss and error over the run, or what will be here. */
export function LearningCurves() {
  const { t } = useTranslation('train')
  const drawable = useLab(isDrawable)
  // Both fall over two decades; on a plain scale all but the first seconds lie on the floor.
  const [logarithmic, setLogarithmic] = useState(true)
  return (
    <section className="curves" aria-label={t('curves.title')}>
      <div className="curves-head">
        <h3 className="results-title">{t('curves.title')}</h3>
        {drawable && <Key />}
        {drawable && <ComparedRun />}
        {drawable && (
          <label className="curves-scale">
            <input
              type="checkbox"
              checked={logarithmic}
              onChange={({ target }) => setLogarithmic(target.checked)}
            />
            {t('curves.logarithmic')}
          </label>
        )}
        {drawable && (
          <Suspense fallback={null}>
            <CurvesSaveMenu />
          </Suspense>
        )}
      </div>
      {drawable ? (
        <Suspense fallback={<p className="results-empty">{t('curves.loading')}</p>}>
          <LossChart logarithmic={logarithmic} />
        </Suspense>
      ) : (
        <p className="results-empty">{t('curves.empty')}</p>
      )}
      <EpochTable />
    </section>
  )
}

/** Which line is which. */
function Key() {
  const { t } = useTranslation('train')
  const format = useFormat()
  const test = format.number(MNIST_COUNTS.test.images)
  return (
    <ul className="curves-key">
      {SERIES_NAMES.map((name) => (
        <li
          key={name}
          title={name === 'training' ? undefined : t(`status.${name}ErrorNote`, { test })}
        >
          <svg className={`curve-mark curve-mark-${name}`} viewBox="0 0 24 10" aria-hidden="true">
            <line x1="1" y1="5" x2="23" y2="5" />
            {name === 'validation' && <circle cx="12" cy="5" r="3.2" />}
            {name === 'test' && <path d="M12 0.6 16.4 5 12 9.4 7.6 5Z" />}
          </svg>
          {t(`curves.${name}`)}
        </li>
      ))}
    </ul>
  )
}
