import { type RefObject, useMemo } from 'react'
import type { LabState } from '../../store/lab-store'
import { useSeenTheme } from '../use-document-view'
import { usePainted } from '../use-painted'
import { createInkBitmap } from './ink-picture'
import { paintStage, STAGE_PICTURE_SIDE, type StageColours, type StageName } from './stage-pictures'

const whatStagesShow = ({ reading }: LabState) => [reading?.stages ?? null] as const

/** Keeps a stage's picture up with the reading; the canvas is `STAGE_PICTURE_SIDE` wide and high. */
export function usePaintedStage(
  canvas: RefObject<HTMLCanvasElement | null>,
  stage: StageName,
): void {
  const theme = useSeenTheme()
  const inkBitmap = useMemo(createInkBitmap, [])
  const paint = useMemo(() => {
    // Read once a theme: asking for styles between paints would make the browser lay out each time.
    let colours: StageColours | null = null
    return ([stages]: ReturnType<typeof whatStagesShow>) => {
      const context = canvas.current?.getContext('2d')
      if (!canvas.current || !context) return
      colours ??= stageColours(canvas.current)
      context.clearRect(0, 0, STAGE_PICTURE_SIDE, STAGE_PICTURE_SIDE)
      if (stages !== null) paintStage(context, stage, stages, colours, inkBitmap)
    }
  }, [canvas, stage, theme, inkBitmap])
  usePainted(whatStagesShow, paint)
}

/** The theme's ink, and its accent, which the style sheet hands over as an outline of no width. */
function stageColours(canvas: HTMLCanvasElement): StageColours {
  const { color, outlineColor } = getComputedStyle(canvas)
  return { ink: color, mark: outlineColor }
}
