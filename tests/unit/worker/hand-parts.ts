import { initialWeights } from '../../../src/core/network/initial-weights'
import { networkOf } from '../../../src/core/network/variants'
import { HAND_SETTINGS } from '../../../src/core/recipe/hand-settings'
import type { HandTask } from '../../../src/worker/protocol'
import { barImages } from '../training/bar-images'
import { trainerParts } from './trainer-parts'

/** Bars without the function that waits for them, which cannot be posted. */
function drawings(count: number, seed: number) {
  const { pixels, labels } = barImages(count, seed)
  return { pixels, labels }
}

/** Three drawings teach, two measure. */
export const HAND_TASK: HandTask = {
  network: { variant: 'modern', activation: 'relu' },
  weights: initialWeights(networkOf('modern'), 3),
  leastEvidence: null,
  seed: 8,
  own: drawings(3, 21),
  heldOut: drawings(2, 22),
}

/** Twelve of the seventeen images train, five validate; a dozen steps without rubbish. */
export function handParts(choices: Parameters<typeof trainerParts>[0] = {}) {
  return {
    ...trainerParts(choices),
    handSettings: {
      ...HAND_SETTINGS,
      steps: 12,
      mnistImages: 2,
      ownImages: 3,
      rubbishImages: 0,
      learningRate: 0.005,
    },
    handSplit: () => ({
      training: Uint32Array.from({ length: 12 }, (_, index) => index),
      validation: Uint32Array.of(12, 13, 14, 15, 16),
    }),
  }
}
