import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { MNIST_COUNTS } from '../../core/mnist/images'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { barePercent, type StatusState, shareDone, statusFacts } from './status-facts'

const statusOf = (state: LabState): StatusState => ({
  phase: state.phase,
  settings: state.settings,
  progress: state.progress,
  dataProgress: state.dataProgress,
  evaluations: state.evaluations,
  runKeeping: state.runKeeping,
})

interface TrainingStatusProps {
  /** Stands beside the line, or below it where there is no room. */
  readonly children: ReactNode
}

/** One line that tells how the run stands, under a bar of its progress. */
export function TrainingStatus({ children }: TrainingStatusProps) {
  const { t, i18n } = useTranslation('train')
  const format = useFormat()
  const status = useLab(useShallow(statusOf))
  const { phase, progress, evaluations, runKeeping } = status
  const loss = useLab((state) => state.curve.at(-1)?.loss)
  const facts = statusFacts(status, t, format, i18n.language)
  const done = shareDone(status)
  const test = format.number(MNIST_COUNTS.test.images)
  return (
    <div
      className="train-status"
      data-testid="train-status"
      data-phase={phase}
      data-epoch={progress?.epoch ?? 0}
      data-images={progress?.images ?? 0}
      data-images-per-second={Math.round(progress?.imagesPerSecond ?? 0)}
      data-memory-bytes={progress?.memoryBytes ?? 0}
      data-kept-images={runKeeping.kind === 'kept' ? runKeeping.images : ''}
      data-loss={loss?.toFixed(4) ?? ''}
      data-test-error={barePercent(evaluations.at(-1)?.testError)}
    >
      <div
        className="train-progress"
        role="progressbar"
        aria-label={t('status.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(done * 100)}
        aria-valuetext={
          progress === null
            ? facts.map(({ text }) => text).join(', ')
            : t('status.progress', {
                images: format.number(progress.images),
                total: format.number(progress.totalImages),
              })
        }
      >
        <div className="train-progress-done" style={{ transform: `scaleX(${done})` }} />
      </div>
      <div className="train-lines">
        <p className="train-facts">
          {facts.map(({ kind, text }, index) => (
            <Fragment key={kind}>
              {index > 0 && (
                <span className="fact-separator" aria-hidden="true">
                  {' · '}
                </span>
              )}
              <span
                className="fact"
                data-fact={kind}
                title={
                  kind === 'testError' || kind === 'validationError'
                    ? t(`status.${kind}Note`, { test })
                    : undefined
                }
              >
                {text}
              </span>
            </Fragment>
          ))}
        </p>
        {children}
      </div>
    </div>
  )
}
