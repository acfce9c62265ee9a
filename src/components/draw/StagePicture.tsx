import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ImagePlane } from '../inspect/ImagePlane'
import { STAGE_PICTURE_SIDE, type StageName } from './stage-pictures'
import { usePaintedStage } from './use-painted-stage'

/** One step from the pad to the network, under its name. */
export function StagePicture({ stage }: { readonly stage: StageName }) {
  const { t } = useTranslation()
  return (
    <figure className="stage" data-testid={`stage-${stage}`} title={t(`stages.about.${stage}`)}>
      {stage === 'image' ? <ImagePlane /> : <StillStage stage={stage} />}
      <figcaption className="quiet">{t(`stages.${stage}`)}</figcaption>
    </figure>
  )
}

function StillStage({ stage }: { readonly stage: StageName }) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  usePaintedStage(canvas, stage)
  return (
    <canvas
      ref={canvas}
      className="ink-picture"
      width={STAGE_PICTURE_SIDE}
      height={STAGE_PICTURE_SIDE}
      role="img"
      aria-label={t(`stages.about.${stage}`)}
    />
  )
}
