import { type CSSProperties, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PAD_SIDE } from '../../core/ink/drawing'
import { drawingOnPad, isPadBare } from '../../store/drawing-slice'
import { useSeenTheme } from '../use-document-view'
import { useRestoredCanvases } from '../use-restored-canvases'
import { createPadPainter } from './pad-painter'
import { usePad, usePadState } from './use-pad'
import { type PadCursor, usePadKeys } from './use-pad-keys'
import { usePen } from './use-pen'
import { useUndoKeys } from './use-undo-keys'

/** Canvas pixels along the pad's height: sharp on dense screens, and no more than that. */
const MOST_PIXELS = 1120

interface PadCanvasProps {
  /** For screen readers. */
  readonly label: string
  /** Shown on bare paper. */
  readonly hint: string
  readonly fileIsOver: boolean
}

/** The sheet that is drawn on, by pointer or by keys: the pad for one digit, or the wide one. */
export function PadCanvas({ label, hint, fileIsOver }: PadCanvasProps) {
  const { t } = useTranslation()
  const help = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const isBare = usePadState(isPadBare)
  const pen = usePen(canvas)
  const { cursor, ...keys } = usePadKeys()
  useUndoKeys()
  usePadPainting(canvas)
  return (
    <div className="pad" data-file-over={fileIsOver}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes keys of its own, as applications do */}
      <canvas
        ref={canvas}
        className="pad-canvas"
        data-testid="draw-canvas"
        tabIndex={0}
        role="application"
        aria-label={label}
        aria-describedby={help}
        {...pen}
        {...keys}
      />
      <PadCursorMark cursor={cursor} />
      {isBare && (
        <p className="pad-hint" aria-hidden="true">
          {fileIsOver ? t('pad.dropHint') : hint}
        </p>
      )}
      <p id={help} hidden>
        {t('pad.keys')}
      </p>
      <p className="visually-hidden" role="status">
        {cursor.stroke === null ? '' : t('pad.penDown')}
      </p>
    </div>
  )
}

/** Where the keyboard's pen is; seen only while the pad has the keyboard's focus. */
function PadCursorMark({ cursor: { x, y, stroke } }: { readonly cursor: PadCursor }) {
  const { width } = usePad()
  const place: CSSProperties & Record<`--${string}`, number> = {
    '--x': x / width,
    '--y': y / PAD_SIDE,
  }
  return (
    <span className="pad-cursor" data-down={stroke !== null} style={place} aria-hidden="true" />
  )
}

/** Keeps the canvas up with the drawing, its size on the screen and the theme. */
function usePadPainting(canvas: { readonly current: HTMLCanvasElement | null }): void {
  const { store, width } = usePad()
  const theme = useSeenTheme()
  const restored = useRestoredCanvases()
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const painter = createPadPainter(element)
    const fit = () => {
      const wanted = Math.round(element.clientHeight * devicePixelRatio)
      const high = Math.min(MOST_PIXELS, Math.max(PAD_SIDE, wanted))
      const wide = Math.round((high * width) / PAD_SIDE)
      if (element.width !== wide || element.height !== high) {
        element.width = wide
        element.height = high
      }
      painter.repaint(drawingOnPad(store.getState()))
    }
    fit()
    const sizes = new ResizeObserver(fit)
    sizes.observe(element)
    const unsubscribe = store.subscribe((state, before) => {
      if (state.history === before.history && state.liveStroke === before.liveStroke) return
      painter.show(drawingOnPad(state))
    })
    return () => {
      sizes.disconnect()
      unsubscribe()
    }
  }, [canvas, store, width, theme, restored])
}
