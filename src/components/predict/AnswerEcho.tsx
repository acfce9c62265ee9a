import { answeredWith } from '../../store/answer'
import { useLab } from '../use-lab'
import { answerMark } from './answer-mark'

/** The answer beside the pad where the page is too narrow to show the end of the flow with it. */
export function AnswerEcho() {
  const answer = useLab(answeredWith)
  if (answer === null) return null
  return (
    <span className="answer-echo" aria-hidden="true">
      {answerMark(answer)}
    </span>
  )
}
