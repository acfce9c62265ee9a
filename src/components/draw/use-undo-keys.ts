import { useEffect } from 'react'
import { usePad } from './use-pad'

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (⌘ on a Mac) anywhere but in a field, which has its own undo. */
export function useUndoKeys(): void {
  const { store } = usePad()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event
      if (altKey || !(ctrlKey || metaKey) || isEditable(target)) return
      const { undone, redone, liveStroke } = store.getState()
      const letter = key.toLowerCase()
      if (letter !== 'z' && letter !== 'y') return
      event.preventDefault()
      // The stroke under the pen is not in the history yet.
      if (liveStroke !== null) return
      if (letter === 'y' || shiftKey) redone()
      else undone()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [store])
}

/** Whether typing there edits text. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const isText =
    target instanceof HTMLInputElement && !['radio', 'checkbox', 'range'].includes(target.type)
  return isText || target instanceof HTMLTextAreaElement || target.isContentEditable
}
