import { type DistortionSettings, USUAL_DISTORTIONS } from './distortion-settings'

/** How a network is taught a learner's own drawings without forgetting MNIST. */
export interface HandSettings {
  readonly steps: number
  /** Images a step from MNIST's training images. */
  readonly mnistImages: number
  /** Images a step from the learner's drawings, each of which comes round again and again. */
  readonly ownImages: number
  /** Images a step that show no digit: without them every image's evidence creeps up. */
  readonly rubbishImages: number
  /** Adam's highest rate, which falls to nothing over one cycle. */
  readonly learningRate: number
  /** Of the learner's drawings, so that few stand for many, and of what comes beside them. */
  readonly distortions: DistortionSettings
  /** Decides the order of the images and how each is distorted. */
  readonly seed: number
}

/** Chosen on writers of recorded pens: their misread digits learnt, their others and MNIST measured. */
export const HAND_SETTINGS: HandSettings = {
  steps: 300,
  mnistImages: 104,
  ownImages: 8,
  rubbishImages: 16,
  learningRate: 0.001,
  distortions: USUAL_DISTORTIONS,
  seed: 1998,
}

/** Images that a step computes. */
export const handBatch = ({ mnistImages, ownImages, rubbishImages }: HandSettings): number =>
  mnistImages + ownImages + rubbishImages
