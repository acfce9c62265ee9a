import { Pause, Play, Square, StepForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isActive } from '../../store/training-slice'
import { IconButton } from '../IconButton'
import { useLab } from '../use-lab'

const ICON = { size: 18, 'aria-hidden': true } as const

/** Start, pause, single step and stop. */
export function TrainingControls() {
  const { t } = useTranslation('train')
  const phase = useLab((state) => state.phase)
  const pause = useLab((state) => state.pausePressed)
  const resume = useLab((state) => state.resumePressed)
  const step = useLab((state) => state.stepPressed)
  const stop = useLab((state) => state.stopPressed)
  const paused = phase === 'paused'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields; these are buttons
    <div className="training-controls" role="group" aria-label={t('controls')}>
      <TrainButton />
      <IconButton
        testId="pause"
        name={t(paused ? 'resume' : 'pause')}
        disabled={!paused && phase !== 'running'}
        onPressed={paused ? resume : pause}
      >
        {paused ? <Play {...ICON} /> : <Pause {...ICON} />}
      </IconButton>
      <IconButton testId="step" name={t('step')} disabled={!paused} onPressed={step}>
        <StepForward {...ICON} />
      </IconButton>
      <IconButton testId="stop" name={t('stop')} disabled={!isActive(phase)} onPressed={stop}>
        <Square {...ICON} />
      </IconButton>
    </div>
  )
}

/** Keeps the focus while a run goes on: a disabled button would drop it to the top of the page. */
function TrainButton() {
  const { t } = useTranslation('train')
  const phase = useLab((state) => state.phase)
  const train = useLab((state) => state.trainPressed)
  const again = phase === 'done' || phase === 'failed'
  return (
    <button
      type="button"
      className="button train-button"
      data-testid="train"
      aria-disabled={isActive(phase)}
      onClick={() => {
        if (!isActive(phase)) train()
      }}
    >
      <Play {...ICON} size={16} />
      {t(again ? 'trainAgain' : 'train')}
    </button>
  )
}
