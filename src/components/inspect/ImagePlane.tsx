import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IMAGE_SIDE } from '../../core/network/description'
import { STAGE_PICTURE_SIDE } from '../draw/stage-pictures'
import { usePaintedStage } from '../draw/use-painted-stage'
import { FieldMarks } from './FieldMarks'
import { tileLayout } from './tile-layout'
import { UnitMarker } from './UnitMarker'
import { useUnitPointing } from './use-unit-pointing'

const LAYOUT = tileLayout({ maps: 1, side: IMAGE_SIDE })

/** The 32×32 image that the network is given: shows what a unit sees, and which units see a pixel. */
export function ImagePlane() {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const help = useId()
  usePaintedStage(canvas, 'image')
  const pointing = useUnitPointing('image', LAYOUT)
  return (
    <div className="image-plane">
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is drawn on a canvas and takes arrow keys */}
      <canvas
        ref={canvas}
        className="ink-picture"
        width={STAGE_PICTURE_SIDE}
        height={STAGE_PICTURE_SIDE}
        tabIndex={0}
        role="application"
        aria-label={t('stages.about.image')}
        aria-describedby={help}
        {...pointing}
      />
      <FieldMarks plane="image" layout={LAYOUT} />
      <UnitMarker plane="image" layout={LAYOUT} />
      <span id={help} hidden>
        {t('stages.keys')}
      </span>
    </div>
  )
}
