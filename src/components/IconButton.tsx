import type { ReactNode } from 'react'

interface IconButtonProps {
  readonly testId: string
  /** Read by screen readers and shown on hover. */
  readonly name: string
  /** Stays focusable, so that the keyboard does not lose its place when the last step is undone. */
  readonly disabled?: boolean
  readonly onPressed: () => void
  readonly children: ReactNode
}

/** A button that shows an icon alone. */
export function IconButton({
  testId,
  name,
  disabled = false,
  onPressed,
  children,
}: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      data-testid={testId}
      aria-label={name}
      title={name}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onPressed()
      }}
    >
      {children}
    </button>
  )
}
