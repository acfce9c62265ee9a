import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isActive } from '../../store/training-slice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { CorrectionList } from './CorrectionList'
import { HandFileRefusal } from './HandFileRefusal'
import { HandFiles } from './HandFiles'
import { LearnHand } from './LearnHand'
import '../folded-section.css'
import './hand.css'

/** Weights may change a few times at once; the last of them are asked. */
const ANSWER_DELAY_MS = 200

/** The learner's corrected drawings, folded until they are wanted. */
export function HandPanel() {
  const { t } = useTranslation('hand')
  const format = useFormat()
  const count = useLab(({ corrections }) => corrections.length)
  const keeping = useLab((state) => state.keeping)
  const correctionsOpened = useLab((state) => state.correctionsOpened)
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => void correctionsOpened(), [correctionsOpened])
  useFreshAnswers(isOpen)
  return (
    <details
      className="folded-section"
      data-testid="hand"
      data-count={count}
      data-keeping={keeping}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>
        <h2 className="panel-title">{t('title')}</h2>
        <span className="quiet">{t('count', { count, shown: format.number(count) })}</span>
      </summary>
      <div className="folded-body" id="hand-drawings">
        <p className="quiet">{t(keeping === 'untilClosed' ? 'keptUntilClosed' : 'about')}</p>
        <HandFiles />
        <HandFileRefusal />
        <CorrectionList />
        <LearnHand />
      </div>
    </details>
  )
}

/** While the list is open it tells what the weights of now answer; a run's change too often for it. */
function useFreshAnswers(isOpen: boolean): void {
  const corrections = useLab((state) => state.corrections)
  const weightsVersion = useLab((state) => state.weightsVersion)
  const isTraining = useLab(({ phase }) => isActive(phase))
  const handAnswersWanted = useLab((state) => state.handAnswersWanted)
  useEffect(() => {
    if (!isOpen || isTraining || weightsVersion === 0 || corrections.length === 0) return
    const timer = setTimeout(() => void handAnswersWanted(), ANSWER_DELAY_MS)
    return () => clearTimeout(timer)
  }, [isOpen, isTraining, weightsVersion, corrections, handAnswersWanted])
}
