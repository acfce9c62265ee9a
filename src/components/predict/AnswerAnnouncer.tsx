import { answeredWith } from '../../store/answer'
import { useAnnouncement } from '../use-announcement'
import { useLab } from '../use-lab'

/** Tells a screen reader the answer when it has changed and the pen is up. */
export function AnswerAnnouncer({ sentence }: { readonly sentence: string }) {
  const answer = useLab(answeredWith)
  const penIsUp = useLab(({ liveStroke }) => liveStroke === null)
  return (
    <p className="visually-hidden" role="status" aria-live="polite" data-testid="announcement">
      {useAnnouncement(answer, sentence, penIsUp)}
    </p>
  )
}
