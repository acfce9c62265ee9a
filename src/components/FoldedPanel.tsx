import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'

interface FoldedPanelProps {
  readonly testId: string
  /** What the panel holds, for screen readers. */
  readonly name: string
  /** What the button shows. */
  readonly opener: ReactNode
  readonly openerClass: string
  /** What a button that shows no words is called. */
  readonly openerName?: string
  readonly panelClass?: string
  /** The side of the button that the panel keeps to. */
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
}

/** A button that unfolds a panel over the page. */
export function FoldedPanel({
  testId,
  name,
  opener,
  openerClass,
  openerName,
  panelClass = '',
  align = 'start',
  children,
}: FoldedPanelProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        className={openerClass}
        data-testid={testId}
        aria-label={openerName}
        title={openerName}
      >
        {opener}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={`popover ${panelClass}`}
          aria-label={name}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
