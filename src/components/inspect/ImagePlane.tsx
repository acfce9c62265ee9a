import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IMAGE_SIDE } from '../../core/network/description'
import { STAGE_PICTURE_SIDE } from '../draw/stage-pictures'
import { usePaintedStage } from '../draw/use-painted-stage'
import { FieldMarks } from './FieldMarks'
import { PointedCanvas } from './PointedCanvas'
import { tileLayout } from './tile-layout'

const LAYOUT = tileLayout({ maps: 1, side: IMAGE_SIDE })

/** The 32×32 image that the network is given: shows what a unit sees, and which units see a pixel. */
export function ImagePlane() {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  usePaintedStage(canvas, 'image')
  return (
    <div className="image-plane">
      <PointedCanvas
        canvas={canvas}
        plane="image"
        layout={LAYOUT}
        label={t('stages.about.image')}
        keys={t('stages.keys')}
        className="ink-picture"
        side={STAGE_PICTURE_SIDE}
      >
        <FieldMarks plane="image" layout={LAYOUT} />
      </PointedCanvas>
    </div>
  )
}
