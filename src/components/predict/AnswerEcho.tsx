import { useLab } from '../use-lab'

/** The answer beside the pad where the page is too narrow to show the end of the flow with it. */
export function AnswerEcho() {
  const digit = useLab(({ reading }) => reading?.digit ?? null)
  if (digit === null) return null
  return (
    <span className="answer-echo" aria-hidden="true">
      {digit}
    </span>
  )
}
