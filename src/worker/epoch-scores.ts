import { mostTelling } from '../core/metrics/image-readings'
import { acceptingThreshold, VALIDATION_ACCEPTED } from '../core/metrics/refusal'
import type { LabelledImages } from '../core/mnist/images'
import type { Network } from '../core/network/description'
import type { Engine } from '../engine/engine'
import { evaluate, everyIndex } from '../training/evaluation'
import type { RunPlan } from '../training/run-plan'
import type { Evaluation } from './protocol'

/** Images that are classified after each epoch. */
export const imagesToScore = (test: LabelledImages, { validation }: RunPlan): number =>
  validation.length + test.labels.length

/** Scores the weights on the validation and the test images, all of which must be there. */
export async function scoreEpoch(
  engine: () => Engine,
  network: Network,
  { train, test }: { readonly train: LabelledImages; readonly test: LabelledImages },
  { validation }: RunPlan,
  position: { readonly epoch: number; readonly images: number },
  between: () => Promise<void>,
): Promise<Evaluation> {
  const score = (images: LabelledImages, indices: Uint32Array) =>
    evaluate(engine, network, images, indices, between)
  const held = validation.length === 0 ? null : await score(train, validation)
  const tested = await score(test, everyIndex(test.labels.length))
  return {
    epoch: position.epoch,
    images: position.images,
    validationError: held?.error ?? null,
    validationLoss: held?.loss ?? null,
    testError: tested.error,
    testLoss: tested.loss,
    confusion: tested.confusion,
    readings: mostTelling(tested.readings),
    leastEvidence: held && acceptingThreshold(held.evidence, VALIDATION_ACCEPTED),
  }
}
