import { type ReactNode, useDeferredValue } from 'react'

interface LaterProps {
  readonly children: ReactNode
}

/** What can wait until the pad is on the screen: rendered after the first paint. */
export function Later({ children }: LaterProps) {
  const isTime = useDeferredValue(true, false)
  return isTime ? children : null
}
