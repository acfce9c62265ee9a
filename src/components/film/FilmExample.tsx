import { Check, X } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InkImage } from '../../core/ink/drawing'
import { InkCanvas } from '../draw/InkCanvas'
import { useFormat } from '../use-format'

interface FilmExampleProps {
  /** In the test set. */
  readonly index: number
  readonly truth: number
  readonly answer: number
  readonly answerShare: number
  /** Null until it is there. */
  readonly ink: InkImage | null
  readonly isOnPad: boolean
  /** Whether the Tab key stops here. */
  readonly isStop: boolean
  /** Among the examples, 0 for the first. */
  readonly place: number
  readonly onFocused: (place: number) => void
  readonly onChosen: (index: number) => void
}

/** One test image: true digit → answer, marked right or wrong, and how certain the answer is. */
export const FilmExample = memo(function FilmExample({
  index,
  truth,
  answer,
  answerShare,
  ink,
  isOnPad,
  isStop,
  place,
  onFocused,
  onChosen,
}: FilmExampleProps) {
  const { t } = useTranslation('film')
  const format = useFormat()
  const isRight = truth === answer
  const Mark = isRight ? Check : X
  const share = format.percent(answerShare)
  const words = t(isRight ? 'examples.right' : 'examples.wrong', { index, truth, answer, share })
  return (
    <button
      type="button"
      className="mistake example"
      data-image={index}
      data-truth={truth}
      data-answer={answer}
      data-right={isRight}
      aria-label={words}
      aria-current={isOnPad}
      title={words}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onFocused(place)}
      onClick={() => onChosen(index)}
    >
      {ink === null ? <span className="picker-blank" /> : <InkCanvas image={ink} />}
      <span className="mistake-digits example-digits">
        {truth} → {answer}
        <Mark className="example-mark" size={14} strokeWidth={3} aria-hidden="true" />
      </span>
      <span className="quiet">{share}</span>
    </button>
  )
})
