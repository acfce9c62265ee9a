import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabState } from '../../store/lab-store'
import { useSeenTheme } from '../use-document-view'
import { usePainted } from '../use-painted'
import { createInkBitmap } from './ink-picture'
import {
  paintStage,
  STAGE_NAMES,
  STAGE_PICTURE_SIDE,
  type StageColours,
  type StageName,
} from './stage-pictures'

/** What the network sees: every step from the pad to 32×32. */
export function StagesPanel() {
  const { t } = useTranslation()
  return (
    <section className="stages" aria-labelledby="heading-stages">
      <h2 id="heading-stages" className="panel-title">
        {t('stages.title')}
      </h2>
      <ol className="stage-list">
        {STAGE_NAMES.map((stage) => (
          <li key={stage}>
            <StagePicture stage={stage} />
          </li>
        ))}
      </ol>
    </section>
  )
}

const whatStagesShow = ({ reading }: LabState) => [reading?.stages ?? null] as const

function StagePicture({ stage }: { readonly stage: StageName }) {
  const { t } = useTranslation()
  const theme = useSeenTheme()
  const canvas = useRef<HTMLCanvasElement>(null)
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
  }, [stage, theme, inkBitmap])
  usePainted(whatStagesShow, paint)
  return (
    <figure className="stage" data-testid={`stage-${stage}`} title={t(`stages.about.${stage}`)}>
      <canvas
        ref={canvas}
        className="ink-picture"
        width={STAGE_PICTURE_SIDE}
        height={STAGE_PICTURE_SIDE}
        role="img"
        aria-label={t(`stages.about.${stage}`)}
      />
      <figcaption className="quiet">{t(`stages.${stage}`)}</figcaption>
    </figure>
  )
}

/** The theme's ink, and its accent, which the style sheet hands over as an outline of no width. */
function stageColours(canvas: HTMLCanvasElement): StageColours {
  const { color, outlineColor } = getComputedStyle(canvas)
  return { ink: color, mark: outlineColor }
}
