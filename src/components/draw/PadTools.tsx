import { Eraser, Pencil, Redo2, Trash2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BRUSH_WIDTHS, type BrushSize } from '../../core/ink/drawing'
import { canRedo, canUndo } from '../../core/ink/drawing-history'
import type { PadTool } from '../../store/drawing-slice'
import { IconButton } from '../IconButton'
import { useLab } from '../use-lab'
import { Segments } from './Segments'

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
  const mayUndo = useLab(({ history }) => canUndo(history))
  const mayRedo = useLab(({ history }) => canRedo(history))
  const tool = useLab((state) => state.tool)
  const brush = useLab((state) => state.brush)
  const undone = useLab((state) => state.undone)
  const redone = useLab((state) => state.redone)
  const padCleared = useLab((state) => state.padCleared)
  const toolChosen = useLab((state) => state.toolChosen)
  const brushChosen = useLab((state) => state.brushChosen)
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
