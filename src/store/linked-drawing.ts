import { strokesFromCode } from '../storage/drawing-code'
import { type RefusedParameter, SHOWN_CHARACTERS, type UrlSettings } from '../storage/url-settings'
import { isPadBare } from './drawing-slice'
import type { LabStore } from './lab-store'

/** Puts what an address draws on the pad, unless somebody draws there already. */
export async function placeLinkedDrawing(
  { getState }: LabStore,
  { drawing, testImage }: Pick<UrlSettings, 'drawing' | 'testImage'>,
): Promise<void> {
  const strokes = drawing === null ? [] : strokesFromCode(drawing)
  if (strokes === null) {
    const value = drawing?.slice(0, SHOWN_CHARACTERS) ?? ''
    const refused: RefusedParameter = { parameter: 'drawing', value, allowed: '1 + base64url' }
    getState().noticeGiven('warning', 'badUrlParameter', { ...refused })
  }
  if (testImage !== null && isPadBare(getState())) await getState().testImageChosen(testImage)
  const { present } = getState().history
  const isOwn = present.strokes.length > 0 || getState().liveStroke !== null
  if (strokes === null || strokes.length === 0 || isOwn) return
  getState().drawingPlaced({ ...present, strokes })
}
