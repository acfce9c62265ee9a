import type { Checkpoint } from '../core/recipe/checkpoint'

/** Thrown when training has left the numbers that mean anything; the run cannot go on from there. */
export class TrainingDivergedError extends Error {
  override readonly name = 'TrainingDivergedError'
  /** The last weights that were finite and gave a sound loss. */
  readonly checkpoint: Checkpoint

  constructor(step: number, what: string, checkpoint: Checkpoint) {
    super(
      `Training diverged at step ${step}: ${what}; lower the learning rate ` +
        `(it was ${checkpoint.settings.learningRate}) and train again.`,
    )
    this.checkpoint = checkpoint
  }
}
