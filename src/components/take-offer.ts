import type { LabStore } from '../store/lab-store'
import type { NoticeOffer } from '../store/notice-slice'
import { numberPadOf } from '../store/number-pad'
import { updateTaken } from '../store/updates'
import { saveFiles } from './train/save-files'

/** Does what a notice offered. */
export async function takeOffer(lab: LabStore, offer: NoticeOffer): Promise<void> {
  switch (offer.kind) {
    case 'putBack': {
      const { pad, drawing } = offer
      const store = pad === 'digit' ? lab : numberPadOf(lab)
      store.getState().drawingPlaced(drawing)
      lab.getState().padChosen(pad)
      break
    }
    case 'reload':
      await updateTaken(lab)
      break
    case 'saveWeights':
      await saveFiles(await lab.getState().weightsFilesWritten('safetensors'))
      break
    case 'saveHand':
      await saveFiles([
        { name: 'lenet-handwriting.json', bytes: await lab.getState().correctionsWritten() },
      ])
  }
}
