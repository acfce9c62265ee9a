import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  countAsked,
  type ImageReading,
  MOST_OF_CELL,
  type ReadingsAsked,
  readingsAsked,
} from '../../core/metrics/image-readings'
import { CLASSES } from '../../core/network/description'
import { Choice } from '../Choice'
import { unitChosen, useInspectionStore } from '../inspect/inspection'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { MistakeGrid } from './MistakeGrid'
import type { ShownScore } from './use-shown-score'
import '../draw/test-image-picker.css'
import './mistakes.css'

interface MistakesDialogProps {
  readonly score: ShownScore
  readonly asked: ReadingsAsked
  readonly onAsked: (asked: ReadingsAsked) => void
  readonly onClosed: () => void
}

/** The test images behind a cell of the confusion matrix; one press puts one on the pad. */
export function MistakesDialog({ score, asked, onAsked, onClosed }: MistakesDialogProps) {
  const { t } = useTranslation('mistakes')
  const inspection = useInspectionStore()
  const testImageChosen = useLab((state) => state.testImageChosen)
  const padChosen = useLab((state) => state.padChosen)
  const [opener] = useState(() => document.activeElement)
  const isChosen = useRef(false)
  const readings = useMemo(
    () =>
      score.readings === undefined
        ? null
        : readingsAsked(score.readings, asked).slice(0, MOST_OF_CELL),
    [score, asked],
  )
  const choose = ({ image, answer }: ImageReading) => {
    isChosen.current = true
    padChosen('digit')
    void testImageChosen(image)
    unitChosen(inspection, { plane: 'output', map: answer, row: 0, column: 0 })
    onClosed()
  }
  const sentence = useSentence(score, asked, readings)
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClosed()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content
          className="dialog mistakes"
          data-testid="mistakes"
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            // Whoever has chosen goes on at the pad; the inspector comes into view by itself.
            const pad = document.querySelector('[data-testid="draw-canvas"]')
            const next = isChosen.current ? pad : opener
            if (next instanceof HTMLElement) next.focus({ preventScroll: true })
          }}
        >
          <Dialog.Title className="dialog-title">{t(titleOf(asked), { ...asked })}</Dialog.Title>
          <Dialog.Close className="icon-button dialog-close" aria-label={t('close')}>
            <X aria-hidden="true" />
          </Dialog.Close>
          <div className="mistakes-asked">
            <DigitChoice
              name="truth"
              chosen={asked.truth}
              onChosen={(truth) => onAsked({ ...asked, truth })}
            />
            <DigitChoice
              name="answer"
              chosen={asked.answer}
              onChosen={(answer) => onAsked({ ...asked, answer })}
            />
          </div>
          <Dialog.Description className="quiet">{sentence}</Dialog.Description>
          {readings !== null && readings.length > 0 && (
            <MistakeGrid readings={readings} onChosen={choose} />
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const ANY = 'any'
const OPTIONS = [ANY, ...Array.from({ length: CLASSES }, (_, digit) => `${digit}`)]

interface DigitChoiceProps {
  readonly name: 'truth' | 'answer'
  readonly chosen: number | null
  readonly onChosen: (digit: number | null) => void
}

function DigitChoice({ name, chosen, onChosen }: DigitChoiceProps) {
  const { t } = useTranslation('mistakes')
  return (
    <Choice
      label={t(name)}
      testId={`mistakes-${name}`}
      options={OPTIONS}
      chosen={chosen === null ? ANY : `${chosen}`}
      name={(option) => (option === ANY ? t(`${name}Any`) : option)}
      onChosen={(option) => onChosen(option === ANY ? null : Number(option))}
    />
  )
}

const titleOf = ({ truth, answer }: ReadingsAsked): string => {
  if (truth === null) return answer === null ? 'title.all' : 'title.ofAnswer'
  if (answer === null) return 'title.ofTruth'
  return truth === answer ? 'title.right' : 'title.wrong'
}

function useSentence(
  score: ShownScore,
  asked: ReadingsAsked,
  readings: readonly ImageReading[] | null,
): string {
  const { t } = useTranslation('mistakes')
  const format = useFormat()
  if (readings === null) return t('untold')
  const count = countAsked(score.confusion, asked)
  if (count === 0) return t('none')
  const areRight = asked.truth !== null && asked.truth === asked.answer
  const shown = readings.length < count ? 'some' : 'all'
  const numbers = { count, images: format.number(count), shown: format.number(readings.length) }
  const first = t(`${shown}.${areRight ? 'right' : 'wrong'}`, numbers)
  return t('sentences', { first, second: t('how') })
}
