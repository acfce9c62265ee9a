import { centreOfMass } from '../../core/ink/centre-of-mass'
import { FIELD_SIDE, type InkStages, MARGIN } from '../../core/ink/stages'
import { IMAGE_SIDE } from '../../core/network/description'
import type { InkBitmap } from './ink-picture'

/** From the pad to what the network is given, in order. */
export const STAGE_NAMES = ['box', 'boxed', 'mass', 'image'] as const
export type StageName = (typeof STAGE_NAMES)[number]

/** Canvas pixels of a stage's picture: 8 to a pixel of 20×20, 5 to one of 32×32. */
export const STAGE_PICTURE_SIDE = 160

export interface StageColours {
  readonly ink: string
  readonly mark: string
}

/** Paints one stage onto a cleared picture. */
export function paintStage(
  context: CanvasRenderingContext2D,
  stage: StageName,
  stages: InkStages,
  { ink, mark }: StageColours,
  inkBitmap: InkBitmap,
): void {
  const side = STAGE_PICTURE_SIDE
  context.strokeStyle = mark
  context.fillStyle = mark
  context.lineWidth = 3
  switch (stage) {
    case 'box': {
      const { raster, box } = stages
      const scale = side / raster.side
      context.imageSmoothingEnabled = true
      context.drawImage(inkBitmap(raster, ink, box), 0, 0, side, side)
      context.strokeRect(
        box.left * scale,
        box.top * scale,
        (box.right - box.left) * scale,
        (box.bottom - box.top) * scale,
      )
      return
    }
    case 'boxed':
      context.imageSmoothingEnabled = false
      context.drawImage(inkBitmap(stages.boxed, ink), 0, 0, side, side)
      return
    case 'mass':
      paintMass(context, stages, inkBitmap(stages.image, ink))
      return
    case 'image':
      context.imageSmoothingEnabled = false
      context.drawImage(inkBitmap(stages.image, ink), 0, 0, side, side)
  }
}

/** The 28×28 field, its middle as lines and the ink's centre of mass as a dot. */
function paintMass(
  context: CanvasRenderingContext2D,
  { image }: InkStages,
  bitmap: CanvasImageSource,
): void {
  const side = STAGE_PICTURE_SIDE
  const scale = side / IMAGE_SIDE
  context.imageSmoothingEnabled = false
  context.globalAlpha = 0.35
  context.drawImage(bitmap, 0, 0, side, side)
  context.globalAlpha = 1
  context.lineWidth = 2
  context.strokeRect(MARGIN * scale, MARGIN * scale, FIELD_SIDE * scale, FIELD_SIDE * scale)
  context.beginPath()
  context.moveTo(side / 2, MARGIN * scale)
  context.lineTo(side / 2, side - MARGIN * scale)
  context.moveTo(MARGIN * scale, side / 2)
  context.lineTo(side - MARGIN * scale, side / 2)
  context.stroke()
  const mass = centreOfMass(image)
  context.beginPath()
  context.arc(mass.x * scale, mass.y * scale, 8, 0, 2 * Math.PI)
  context.fill()
}
