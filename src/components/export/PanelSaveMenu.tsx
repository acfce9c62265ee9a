import { useRef } from 'react'
import { panelFigure } from './panel-figure'
import { SaveMenu } from './SaveMenu'

interface PanelSaveMenuProps {
  readonly subject: string
  /** The panel around the menu that is saved. */
  readonly panel: string
}

/** Saves the panel that the menu stands in as it is seen. */
export function PanelSaveMenu({ subject, panel }: PanelSaveMenuProps) {
  const place = useRef<HTMLSpanElement>(null)
  return (
    <span ref={place} className="save-place">
      <SaveMenu
        subject={subject}
        figure={() => {
          const around = place.current?.closest<HTMLElement>(panel)
          if (!around) throw new Error(`PanelSaveMenu: needs ${panel} around it, got none`)
          return panelFigure(around)
        }}
      />
    </span>
  )
}
