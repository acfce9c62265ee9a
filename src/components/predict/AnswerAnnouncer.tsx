import { useEffect, useState } from 'react'
import { answeredWith } from '../../store/answer'
import { useLab } from '../use-lab'

/** Long enough that a digit of several strokes is not read out half-way. */
const SETTLE_MS = 600

/** Tells a screen reader the answer when it has changed and the pen is up. */
export function AnswerAnnouncer({ sentence }: { readonly sentence: string }) {
  const answer = useLab(answeredWith)
  const penIsUp = useLab(({ liveStroke }) => liveStroke === null)
  const [said, setSaid] = useState<{
    answer: ReturnType<typeof answeredWith>
    sentence: string
  } | null>(null)
  useEffect(() => {
    // The first page load has nothing to announce: the pad is empty.
    if (!penIsUp || said?.answer === answer || (said === null && answer === null)) return
    const timer = setTimeout(() => setSaid({ answer, sentence }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [penIsUp, answer, sentence, said])
  return (
    <p className="visually-hidden" role="status" aria-live="polite" data-testid="announcement">
      {said?.sentence ?? ''}
    </p>
  )
}
