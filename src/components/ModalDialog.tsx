import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import './modal-dialog.css'

interface ModalDialogProps {
  readonly testId?: string
  /** For pictures that want the room of a wide page. */
  readonly isWide?: boolean
  readonly title: string
  /** What it is for, in a sentence. */
  readonly about: ReactNode
  /** What its closing button is called. */
  readonly closeName: string
  readonly onClosed: () => void
  /** Called when the dialog is gone: gives the keyboard back to where it came from. */
  readonly returnFocus: () => void
  readonly children: ReactNode
}

/** A dialog over the page, which waits until it is closed. */
export function ModalDialog({
  testId,
  isWide = false,
  title,
  about,
  closeName,
  onClosed,
  returnFocus,
  children,
}: ModalDialogProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClosed()}>
      <Dialog.Portal>
        {/* Not Dialog.Overlay, which writes a <style> into the page: the security policy refuses it. */}
        <div className="dialog-shade" />
        <Dialog.Content
          className="dialog"
          data-testid={testId}
          data-wide={isWide}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            returnFocus()
          }}
        >
          <Dialog.Title className="dialog-title">{title}</Dialog.Title>
          <Dialog.Description className="quiet">{about}</Dialog.Description>
          <Dialog.Close className="icon-button dialog-close" aria-label={closeName}>
            <X aria-hidden="true" />
          </Dialog.Close>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
