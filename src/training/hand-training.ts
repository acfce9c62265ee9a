import type { Network } from '../core/network/description'
import type { Weights } from '../core/network/parameters'
import type { HandSettings } from '../core/recipe/hand-settings'
import { ADAM_DEFAULTS } from '../core/recipe/optimizer'
import { learningRateAt } from '../core/recipe/schedule'
import type { Engine } from '../engine/engine'
import { type HandSources, handBatches } from './hand-batches'
import { LARGEST_LOSS } from './training-run'

/** Thrown when teaching has left the numbers that mean anything. */
export class HandDivergedError extends Error {
  override readonly name = 'HandDivergedError'
}

/**
 * Teaches a network a learner's drawings among MNIST's, step by step; each pull is one step.
 *
 * The engine holds the taught weights at the end. Not pulling is a pause, `return()` a stop.
 *
 * @param network - With a rubbish class: there is rubbish among the images.
 * @returns Steps done, after each.
 * @throws {HandDivergedError} If a loss is not finite or above 1e4.
 */
export async function* handTraining(
  engine: Engine,
  network: Network,
  weights: Weights,
  sources: HandSources,
  settings: HandSettings,
): AsyncGenerator<number, void, undefined> {
  const batchAt = handBatches(settings, sources)
  await engine.load(network, weights)
  for (let step = 0; step < settings.steps; step++) {
    const { images, labels } = batchAt(step)
    const learningRate = learningRateAt('oneCycle', settings.learningRate, step, settings.steps)
    const { loss } = await engine.train(images, labels, {
      kind: 'adam',
      learningRate,
      ...ADAM_DEFAULTS,
      iteration: step + 1,
    })
    if (!(loss <= LARGEST_LOSS)) {
      throw new HandDivergedError(`handTraining: the loss became ${loss} at step ${step + 1}`)
    }
    yield step + 1
  }
}
