import type { ReactNode } from 'react'
import type { Panel } from '../store/view-slice'
import { useLab } from './use-lab'

interface ShownProps {
  readonly panel: Panel
  readonly children: ReactNode
}

/** A panel, unless the page's address asked to hide it. */
export function Shown({ panel, children }: ShownProps) {
  const isHidden = useLab(({ hiddenPanels }) => hiddenPanels.includes(panel))
  return isHidden ? null : children
}
