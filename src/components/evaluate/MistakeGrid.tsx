import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InkImage } from '../../core/ink/drawing'
import type { ImageReading } from '../../core/metrics/image-readings'
import { InkCanvas } from '../draw/InkCanvas'
import { useFormat } from '../use-format'
import { useGridStop } from './use-grid-stop'
import { inkOfPixels, useTestPixels } from './use-test-pixels'

interface MistakeGridProps {
  readonly readings: readonly ImageReading[]
  readonly onChosen: (reading: ImageReading) => void
}

/** Test images with how they were read; one stop of the Tab key, arrows move within. */
export function MistakeGrid({ readings, onChosen }: MistakeGridProps) {
  const pixels = useTestPixels(readings)
  const images = useMemo(() => (pixels === null ? null : inkOfPixels(pixels)), [pixels])
  const { list, place, moveByKey, moved } = useGridStop(readings.length)
  return (
    <ul ref={list} className="mistake-grid" aria-busy={images === null} onKeyDown={moveByKey}>
      {readings.map((reading, index) => (
        <li key={reading.image}>
          <Mistake
            reading={reading}
            image={images?.[index] ?? null}
            isStop={index === place}
            onFocused={() => moved(index)}
            onChosen={() => onChosen(reading)}
          />
        </li>
      ))}
    </ul>
  )
}

interface MistakeProps {
  readonly reading: ImageReading
  /** Null until it is there. */
  readonly image: InkImage | null
  readonly isStop: boolean
  readonly onFocused: () => void
  readonly onChosen: () => void
}

function Mistake({ reading, image, isStop, onFocused, onChosen }: MistakeProps) {
  const { t } = useTranslation('mistakes')
  const format = useFormat()
  const { truth, answer, answerShare, truthShare } = reading
  const share = format.percent(answerShare)
  const words = t(truth === answer ? 'image.right' : 'image.wrong', {
    index: reading.image,
    truth,
    answer,
    share,
    truthShare: format.percent(truthShare),
  })
  return (
    <button
      type="button"
      className="mistake"
      data-image={reading.image}
      data-answer={answer}
      aria-label={words}
      title={words}
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocused}
      onClick={onChosen}
    >
      {image === null ? <span className="picker-blank" /> : <InkCanvas image={image} />}
      <span className="mistake-digits">{truth === answer ? truth : `${truth} → ${answer}`}</span>
      <span className="quiet">{share}</span>
    </button>
  )
}
