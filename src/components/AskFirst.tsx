import { useEffect, useRef } from 'react'

interface AskFirstProps {
  /** Of the group, for screen readers; the question unless told. */
  readonly name?: string
  readonly question: string
  readonly confirm: string
  readonly keep: string
  /** `data-testid` of the answer that deletes. */
  readonly testId: string
  readonly onConfirmed: () => void
  readonly onKept: () => void
}

/** Asks before something is deleted; the harmless answer has the focus. */
export function AskFirst(props: AskFirstProps) {
  const { question, name = question, confirm, keep, testId, onConfirmed, onKept } = props
  const harmless = useRef<HTMLButtonElement>(null)
  useEffect(() => harmless.current?.focus(), [])
  return (
    <fieldset className="button-line">
      <legend className="visually-hidden">{name}</legend>
      <span>{question}</span>
      <button type="button" className="button" data-testid={testId} onClick={onConfirmed}>
        {confirm}
      </button>
      <button ref={harmless} type="button" className="button" onClick={onKept}>
        {keep}
      </button>
    </fieldset>
  )
}
