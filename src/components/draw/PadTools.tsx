import { Eraser, Pencil, Redo2, Trash2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BRUSH_WIDTHS, type BrushSize } from '../../core/ink/drawing'
import { canRedo, canUndo } from '../../core/ink/drawing-history'
import type { PadTool } from '../../store/drawing-slice'
import { IconButton } from '../IconButton'
import { Segments } from './Segments'
import { usePadState } from './use-pad'

const TOOLS = [
  ['pen', <Pencil key="pen" aria-hidden="true" />],
  ['eraser', <Eraser key="eraser" aria-hidden="true" />],
] as const satisfies (readonly [PadTool, unknown])[]

const BRUSHES = (Object.keys(BRUSH_WIDTHS) as BrushSize[]).map(
  (size) => [size, <span key={size} className={`brush-dot brush-${size}`} />] as const,
)

/** Undo, redo, clear; pen or eraser; the brush's size. */
export function PadTools() {
  const { t } = useTranslation()
  const mayUndo = usePadState(({ history }) => canUndo(history))
  const mayRedo = usePadState(({ history }) => canRedo(history))
  const tool = usePadState((state) => state.tool)
  const brush = usePadState((state) => state.brush)
  const undone = usePadState((state) => state.undone)
  const redone = usePadState((state) => state.redone)
  const padCleared = usePadState((state) => state.padCleared)
  const toolChosen = usePadState((state) => state.toolChosen)
  const brushChosen = usePadState((state) => state.brushChosen)
  return (
    <div className="pad-tools" role="toolbar" aria-label={t('tools.label')}>
      <span className="tool-group">
        <IconButton testId="undo" name={t('tools.undo')} disabled={!mayUndo} onPressed={undone}>
          <Undo2 aria-hidden="true" />
        </IconButton>
        <IconButton testId="redo" name={t('tools.redo')} disabled={!mayRedo} onPressed={redone}>
          <Redo2 aria-hidden="true" />
        </IconButton>
        <IconButton testId="clear" name={t('tools.clear')} onPressed={padCleared}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </span>
      <Segments
        label={t('tools.tool')}
        options={TOOLS}
        chosen={tool}
        name={(option) => t(`tools.${option}`)}
        onChosen={toolChosen}
      />
      <Segments
        label={t('tools.brush')}
        options={BRUSHES}
        chosen={brush}
        name={(option) => t(`tools.${option}`)}
        onChosen={brushChosen}
      />
    </div>
  )
}
