import { useState } from 'react'

/** Gives the keyboard back to what had it when a dialog was opened. */
export function useReturnFocus(): () => void {
  const [opener] = useState(() => document.activeElement)
  return () => {
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
  }
}
