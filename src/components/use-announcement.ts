import { useEffect, useState } from 'react'

/** Long enough that a digit of several strokes is not read out half-way. */
const SETTLE_MS = 600

/**
 * The sentence for a screen reader: it follows the answer when that has changed and the pen is up.
 *
 * @param answer - Null for none; compared by identity.
 */
export function useAnnouncement(
  answer: string | number | null,
  sentence: string,
  penIsUp: boolean,
): string {
  const [said, setSaid] = useState<{ answer: typeof answer; sentence: string } | null>(null)
  useEffect(() => {
    // The first page load has nothing to announce: the pad is empty.
    if (!penIsUp || said?.answer === answer || (said === null && answer === null)) return
    const timer = setTimeout(() => setSaid({ answer, sentence }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [penIsUp, answer, sentence, said])
  return said?.sentence ?? ''
}
