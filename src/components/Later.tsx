import { type ReactNode, useDeferredValue } from 'react'

interface LaterProps {
  /** Holds the place until then. */
  readonly placeholder?: ReactNode
  readonly children: ReactNode
}

/** What can wait until the pad and the answer are on the screen: rendered after the first paint. */
export function Later({ placeholder = null, children }: LaterProps) {
  const isTime = useDeferredValue(true, false)
  return isTime ? children : placeholder
}
