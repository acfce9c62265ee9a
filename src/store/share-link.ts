import { strokesToCode } from '../storage/drawing-code'
import { urlQuery } from '../storage/url-query'
import type { Panel } from '../storage/url-settings'
import { drawingOnPad } from './drawing-slice'
import type { LabState } from './lab-store'

export { PANELS, type Panel } from '../storage/url-settings'

/** What of the page goes into a link, beside its network and the settings of the next run. */
export interface ShareChoice {
  readonly drawing: boolean
  readonly engine: boolean
  readonly language: boolean
  readonly theme: boolean
  readonly hidden: readonly Panel[]
}

/** Whether the drawing on the pad fits into an address: `image` where it lies on an image without a number. */
export type DrawingShare = 'none' | 'fits' | 'tooLong' | 'image'

/** What becomes of the drawing on the pad in a link. */
export function drawingShare(state: LabState): DrawingShare {
  const { image, strokes } = drawingOnPad(state)
  if (image !== null && !state.testIndices.has(image)) return 'image'
  if (image === null && strokes.length === 0) return 'none'
  return strokesToCode(strokes) === null ? 'tooLong' : 'fits'
}

/** The query of a link that opens the page as it is now. */
export function shareQuery(state: LabState, choice: ShareChoice): string {
  const { network, settings, engineChoice, language, theme, testIndices } = state
  const { image, strokes } = drawingOnPad(state)
  const isDrawn = choice.drawing && drawingShare(state) === 'fits'
  return urlQuery({
    variant: network.variant,
    training: settings,
    engine: choice.engine ? engineChoice : null,
    language: choice.language ? language : null,
    theme: choice.theme ? theme : null,
    drawing: isDrawn && strokes.length > 0 ? strokesToCode(strokes) : null,
    testImage: isDrawn && image !== null ? (testIndices.get(image) ?? null) : null,
    hidden: choice.hidden,
  })
}
