import { isTrainingLocked, trainingUnlocked } from '../storage/training-lock'
import { takeUpdate } from '../worker/offline-client'
import type { LabStore } from './lab-store'

/** Offers the newer version of the app that is there, once no tab trains. */
export async function offerUpdate(lab: LabStore): Promise<void> {
  await trainingUnlocked(navigator.locks)
  lab.getState().noticeGiven('info', 'updated', {}, { kind: 'reload' })
}

/** Loads the newer version, or, where a run has begun meanwhile, offers it again after that. */
export async function updateTaken(lab: LabStore): Promise<void> {
  if (await isTrainingLocked(navigator.locks)) {
    lab.getState().noticeGiven('info', 'updateWaits')
    await offerUpdate(lab)
  } else {
    await takeUpdate(navigator.serviceWorker, () => location.reload())
  }
}
