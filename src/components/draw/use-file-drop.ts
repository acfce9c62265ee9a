import { useEffect, useState } from 'react'
import { isWeightsFile } from '../../store/weights-files-slice'
import { useLabStore } from '../use-lab'
import { isEditable } from './use-undo-keys'

const carriesFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false

/**
 * Takes an image that is pasted anywhere, or an image or files of weights that are dropped anywhere
 * on the page: a browser would otherwise leave the page for the file, and drawing and run would be
 * lost.
 *
 * @returns Whether a file is over the page now.
 */
export function useFileDrop(): boolean {
  const store = useLabStore()
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const opened = (file: File | undefined) => {
      if (file !== undefined) void store.getState().imageOpened(file)
    }
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setIsOver(false)
      if (!carriesFiles(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.some(isWeightsFile)) void store.getState().weightsFilesOpened(files)
      else opened(files[0])
    }
    const onPaste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0]
      if (file === undefined || isEditable(event.target)) return
      event.preventDefault()
      opened(file)
    }
    document.addEventListener('dragover', onDragOver)
    document.addEventListener('dragleave', onDragLeave)
    document.addEventListener('drop', onDrop)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('dragover', onDragOver)
      document.removeEventListener('dragleave', onDragLeave)
      document.removeEventListener('drop', onDrop)
      document.removeEventListener('paste', onPaste)
    }
  }, [store])
  return isOver
}
