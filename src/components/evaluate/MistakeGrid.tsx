import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InkImage } from '../../core/ink/drawing'
import type { ImageReading } from '../../core/metrics/image-readings'
import { MNIST_PIXELS, MNIST_SIDE } from '../../core/mnist/images'
import { InkCanvas } from '../draw/InkCanvas'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { placeAfterKey } from './grid-moves'

interface MistakeGridProps {
  readonly readings: readonly ImageReading[]
  readonly onChosen: (reading: ImageReading) => void
}

/** Test images with how they were read; one stop of the Tab key, arrows move within. */
export function MistakeGrid({ readings, onChosen }: MistakeGridProps) {
  const images = useImages(readings)
  const list = useRef<HTMLUListElement>(null)
  const [current, setCurrent] = useState(0)
  const place = Math.min(current, readings.length - 1)
  const moveByKey = (event: KeyboardEvent) => {
    const next = placeAfterKey(place, event.key, readings.length, columnsOf(list.current))
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <ul ref={list} className="mistake-grid" aria-busy={images === null} onKeyDown={moveByKey}>
      {readings.map((reading, index) => (
        <li key={reading.image}>
          <Mistake
            reading={reading}
            image={images?.[index] ?? null}
            isStop={index === place}
            onFocused={() => setCurrent(index)}
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

/** The images themselves; null while they are fetched. A failure is told by the store as a notice. */
function useImages(readings: readonly ImageReading[]): readonly InkImage[] | null {
  const testPixels = useLab((state) => state.testPixels)
  const [fetched, setFetched] = useState<{
    readonly of: readonly ImageReading[]
    readonly images: readonly InkImage[]
  } | null>(null)
  useEffect(() => {
    let isWanted = true
    void testPixels(readings.map(({ image }) => image)).then((pixels) => {
      if (isWanted && pixels !== null) {
        setFetched({ of: readings, images: readings.map((_, place) => inkOf(pixels, place)) })
      }
    })
    return () => {
      isWanted = false
    }
  }, [testPixels, readings])
  return fetched?.of === readings ? fetched.images : null
}

function inkOf(pixels: Uint8Array, place: number): InkImage {
  const own = pixels.subarray(place * MNIST_PIXELS, (place + 1) * MNIST_PIXELS)
  return { side: MNIST_SIDE, ink: Float32Array.from(own, (byte) => byte / 255) }
}

/** Images beside each other, as the page's width lets. */
function columnsOf(list: HTMLElement | null): number {
  const tops = Array.from(list?.children ?? [], (item) => item.getBoundingClientRect().top)
  return Math.max(tops.filter((top) => top === tops[0]).length, 1)
}
