import { type RefObject, useEffect, useMemo, useState } from 'react'
import type { InkImage } from '../../core/ink/drawing'
import type { ImageReading } from '../../core/metrics/image-readings'
import { type FrameAnswers, followFrames, hardestImages } from '../../store/film-examples'
import { inkOfPixels, useTestPixels } from '../evaluate/use-test-pixels'
import { useLab, useLabStore } from '../use-lab'

export interface Examples {
  /** The epoch whose evaluation chose them; null before one. */
  readonly epoch: number | null
  /** The step that answers; null where the evaluation does. */
  readonly step: number | null
  /** Null where no evaluation tells of images. */
  readonly readings: readonly ImageReading[] | null
  /** Null until they are there. */
  readonly images: readonly InkImage[] | null
}

/**
 * The test images that the run's newest evaluation misread most certainly, as the frame that is shown
 * reads them.
 *
 * @param place - They are fetched once it has been in sight, and read only while it is.
 */
export function useExamples(place: RefObject<HTMLElement | null>): Examples {
  const lab = useLabStore()
  const evaluation = useLab(({ evaluations }) => evaluations.at(-1))
  const { isSeen, wasSeen } = useSeen(place)
  const hardest = useMemo(
    () => (evaluation?.readings === undefined ? null : hardestImages(evaluation.readings)),
    [evaluation],
  )
  const pixels = useTestPixels(wasSeen ? hardest : null)
  const images = useMemo(() => (pixels === null ? null : inkOfPixels(pixels)), [pixels])
  const [told, setTold] = useState<{ of: Uint8Array; frame: FrameAnswers | null } | null>(null)
  useEffect(() => {
    if (pixels === null || !isSeen) return
    return followFrames(lab, pixels, (frame) => setTold({ of: pixels, frame }))
  }, [lab, pixels, isSeen])
  const frame = told !== null && told.of === pixels ? told.frame : null
  return {
    epoch: evaluation?.epoch ?? null,
    step: frame?.step ?? null,
    readings: frame === null || hardest === null ? hardest : asAnswered(hardest, frame),
    images,
  }
}

const asAnswered = (readings: readonly ImageReading[], { answers }: FrameAnswers) =>
  readings.map((reading, index) => {
    const { digit, share } = answers[index]!
    return { ...reading, answer: digit, answerShare: share }
  })

/** Whether it is in the window, and whether it has been. */
function useSeen(place: RefObject<HTMLElement | null>) {
  const [seen, setSeen] = useState({ isSeen: false, wasSeen: false })
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new IntersectionObserver((entries) => {
      const isSeen = entries.at(-1)?.isIntersecting === true
      setSeen(({ wasSeen }) => ({ isSeen, wasSeen: wasSeen || isSeen }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return seen
}
