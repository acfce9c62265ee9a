import { Pencil, Trash2 } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isAnsweredRight } from '../../core/metrics/refusal'
import { MNIST_SIDE } from '../../core/mnist/images'
import { isHeldOut } from '../../store/hand-learning-slice'
import type { SeenCorrection } from '../../store/handwriting-slice'
import { InkCanvas } from '../draw/InkCanvas'
import { IconButton } from '../IconButton'
import { useLab } from '../use-lab'
import { LABELS, labelKey } from './labels'

/** Every corrected drawing as the network sees it, newest first. */
export function CorrectionList() {
  const { t } = useTranslation('hand')
  const corrections = useLab((state) => state.corrections)
  const list = useRef<HTMLUListElement>(null)
  if (corrections.length === 0) return <p>{t('empty')}</p>
  return (
    <ul ref={list} tabIndex={-1} className="corrections" aria-label={t('title')}>
      {corrections
        .map((correction, index) => (
          <CorrectionCard
            key={correction.id}
            correction={correction}
            isHeldOut={isHeldOut(index, corrections.length)}
            onDeleted={() => list.current?.focus()}
          />
        ))
        .reverse()}
    </ul>
  )
}

interface CorrectionCardProps {
  readonly correction: SeenCorrection
  /** It measures and does not teach. */
  readonly isHeldOut: boolean
  /** Called before it goes away with the button that was pressed. */
  readonly onDeleted: () => void
}

function CorrectionCard({
  correction: { id, label, seen },
  isHeldOut,
  onDeleted,
}: CorrectionCardProps) {
  const { t } = useTranslation('hand')
  const relabelled = useLab((state) => state.correctionRelabelled)
  const placed = useLab((state) => state.correctionPlaced)
  const deleted = useLab((state) => state.correctionDeleted)
  const image = useMemo(
    () => ({ side: MNIST_SIDE, ink: Float32Array.from(seen, (byte) => byte / 255) }),
    [seen],
  )
  const words = t(labelKey(label), { digit: label })
  return (
    <li className="correction" data-testid="correction" data-label={label}>
      <InkCanvas image={image} />
      <label className="choice">
        <span className="choice-label">{t('card.label')}</span>
        <select
          data-testid="correction-label"
          value={label}
          onChange={({ target }) => void relabelled(id, Number(target.value))}
        >
          {LABELS.map((option) => (
            <option key={option} value={option}>
              {t(labelKey(option), { digit: option })}
            </option>
          ))}
        </select>
      </label>
      <AnswerNow id={id} label={label} />
      {isHeldOut && <p className="quiet">{t('card.heldOut')}</p>}
      <span className="correction-tools">
        <IconButton
          testId="correction-place"
          name={t('card.place', { label: words })}
          onPressed={() => {
            placed(id)
            document.getElementById('lab')?.scrollIntoView()
          }}
        >
          <Pencil aria-hidden="true" />
        </IconButton>
        <IconButton
          testId="correction-delete"
          name={t('card.delete', { label: words })}
          onPressed={() => {
            onDeleted()
            void deleted(id)
          }}
        >
          <Trash2 aria-hidden="true" />
        </IconButton>
      </span>
    </li>
  )
}

/** What the weights of now answer to a correction, and whether that is right. */
function AnswerNow({ id, label }: { readonly id: number; readonly label: number }) {
  const { t } = useTranslation('hand')
  const answer = useLab(({ handAnswers }) => handAnswers.get(id))
  if (answer === undefined) return <p className="quiet">{t('card.notAsked')}</p>
  const isRight = isAnsweredRight(label, answer)
  const said = answer.isRefused ? t('label.none') : t('label.digit', { digit: answer.digit })
  return (
    <p className="correction-answer" data-right={isRight} data-testid="correction-answer">
      {t(isRight ? 'card.right' : 'card.wrong', { answer: said })}
    </p>
  )
}
