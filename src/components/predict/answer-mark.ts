import type { answeredWith } from '../../store/answer'

/** An answer in one character: the digit, ? for what is none, – for an empty pad. */
export function answerMark(answer: ReturnType<typeof answeredWith>): string {
  if (answer === null) return '–'
  return answer === 'notADigit' ? '?' : String(answer)
}
