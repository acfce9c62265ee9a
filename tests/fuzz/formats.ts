import { addressFormat } from './address-format'
import { filmFrameFormat, keptWeightsFormat } from './answering-formats'
import { dataFileFormat } from './data-file-format'
import type { FuzzFormat } from './format'
import { handFormat, keptCorrectionFormat } from './hand-formats'
import { imageHeaderFormat } from './image-format'
import { leftDrawingFormat } from './left-drawing-format'
import { preferencesFormat } from './preferences-format'
import { keptPadFormat, keptRunFormat } from './record-formats'
import { layersModelFormat, safetensorsFormat } from './weights-formats'

/** Everything that the page reads and a stranger may have written. */
export const FORMATS: readonly FuzzFormat[] = [
  safetensorsFormat,
  layersModelFormat,
  handFormat,
  dataFileFormat,
  imageHeaderFormat,
  addressFormat,
  keptRunFormat,
  filmFrameFormat,
  keptPadFormat,
  leftDrawingFormat,
  keptCorrectionFormat,
  keptWeightsFormat,
  preferencesFormat,
]
