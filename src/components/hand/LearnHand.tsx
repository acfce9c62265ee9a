import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { canLearnHand, FEWEST_TO_HOLD_OUT } from '../../store/hand-learning-slice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { HandScores } from './HandScores'

/** Teaches the weights that answer the corrected drawings, and tells what came of it. */
export function LearnHand() {
  const { t } = useTranslation('hand')
  const count = useLab(({ corrections }) => corrections.length)
  const canLearn = useLab(canLearnHand)
  const isLearning = useLab(({ handLearning }) => handLearning.phase !== 'idle')
  const learnHandPressed = useLab((state) => state.learnHandPressed)
  const start = useRef<HTMLButtonElement>(null)
  const isTaught = useLab(({ weightsSource }) => weightsSource.kind === 'hand')
  if (count === 0 && !isLearning && !isTaught) return null
  return (
    <section className="learn-hand" aria-labelledby="learn-hand-title">
      <h3 id="learn-hand-title" className="panel-title">
        {t('learn.title')}
      </h3>
      <p className="quiet">{t('learn.about', { count: FEWEST_TO_HOLD_OUT })}</p>
      <div className="button-line learning-now">
        {/* Stays and keeps the keyboard's place while it cannot be pressed. */}
        <button
          ref={start}
          type="button"
          className="button"
          data-testid="learn-hand"
          aria-disabled={!canLearn}
          onClick={() => void learnHandPressed()}
        >
          {t('learn.start')}
        </button>
        {isLearning && <LearningNow />}
      </div>
      <HandScores onTakenBack={() => start.current?.focus()} />
    </section>
  )
}

function LearningNow() {
  const { t } = useTranslation('hand')
  const format = useFormat()
  const learning = useLab((state) => state.handLearning)
  const stopHandPressed = useLab((state) => state.stopHandPressed)
  const words =
    learning.phase === 'running'
      ? t('learn.step', {
          step: format.number(learning.step),
          steps: format.number(learning.steps),
        })
      : t('learn.preparing')
  return (
    <>
      <progress
        aria-label={t('learn.progress')}
        {...(learning.phase === 'running' && { value: learning.step / learning.steps })}
      />
      <span className="quiet" data-testid="hand-progress">
        {words}
      </span>
      <button type="button" className="button" data-testid="stop-hand" onClick={stopHandPressed}>
        {t('learn.stop')}
      </button>
    </>
  )
}
