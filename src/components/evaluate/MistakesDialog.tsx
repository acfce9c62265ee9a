import { useMemo, useRef } from 'react'
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
import { ModalDialog } from '../ModalDialog'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { useReturnFocus } from '../use-return-focus'
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
  const returnFocus = useReturnFocus()
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
    <ModalDialog
      testId="mistakes"
      isWide
      title={t(titleOf(asked), { ...asked })}
      about={sentence}
      closeName={t('close')}
      onClosed={onClosed}
      returnFocus={() => (isChosen.current ? focusPad() : returnFocus())}
    >
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
      {readings !== null && readings.length > 0 && (
        <MistakeGrid readings={readings} onChosen={choose} />
      )}
    </ModalDialog>
  )
}

/** Whoever has chosen goes on at the pad; the inspector comes into view by itself. */
const focusPad = (): void =>
  document.querySelector<HTMLElement>('[data-testid="draw-canvas"]')?.focus({ preventScroll: true })

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
