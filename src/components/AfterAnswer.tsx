import type { ReactNode } from 'react'
import { useHeadStartOver } from './use-head-start-over'

interface AfterAnswerProps {
  /** Holds the place until then. */
  readonly placeholder: ReactNode
  readonly children: ReactNode
}

/** What would hold up the answer of whoever draws at once: rendered when nothing waits for one. */
export function AfterAnswer({ placeholder, children }: AfterAnswerProps) {
  return useHeadStartOver('layers') ? children : placeholder
}
