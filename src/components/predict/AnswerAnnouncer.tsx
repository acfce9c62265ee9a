import { useEffect, useState } from 'react'
import { useLab } from '../use-lab'

/** Long enough that a digit of several strokes is not read out half-way. */
const SETTLE_MS = 600

/** Tells a screen reader the answer when the digit has changed and the pen is up. */
export function AnswerAnnouncer({ sentence }: { readonly sentence: string }) {
  const digit = useLab(({ reading }) => reading?.digit ?? null)
  const penIsUp = useLab(({ liveStroke }) => liveStroke === null)
  const [said, setSaid] = useState<{ digit: number | null; sentence: string } | null>(null)
  useEffect(() => {
    // The first page load has nothing to announce: the pad is empty.
    if (!penIsUp || said?.digit === digit || (said === null && digit === null)) return
    const timer = setTimeout(() => setSaid({ digit, sentence }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [penIsUp, digit, sentence, said])
  return (
    <p className="visually-hidden" role="status" aria-live="polite" data-testid="announcement">
      {said?.sentence ?? ''}
    </p>
  )
}
