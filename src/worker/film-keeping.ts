import { type FilmFrame, type Frame, type FrameMark, withFrame } from '../core/recipe/film'

/** What is to be kept of a film, together with a checkpoint. */
export interface FilmPart {
  /** Its frames up to there; those that `fresh` does not have are kept already. */
  readonly marks: readonly FrameMark[]
  readonly fresh: readonly Frame[]
}

/** The film of a run that is kept: holds the weights of its frames until they are on this device. */
export class FilmKeeping {
  #frames: readonly FilmFrame[]
  #isGivenUp = false

  /** @param frames - Of the run so far; those without weights are on this device. */
  constructor(frames: readonly FilmFrame[]) {
    this.#frames = frames
  }

  get isGivenUp(): boolean {
    return this.#isGivenUp
  }

  taken(frame: Frame): void {
    if (!this.#isGivenUp) this.#frames = withFrame(this.#frames, frame)
  }

  /** The film up to a checkpoint: what lies after it is taken again by whoever goes on from there. */
  upTo(last: number): FilmPart {
    const until = this.#frames.filter(({ step }) => step <= last)
    return {
      marks: until.map(({ step, epoch, images, loss }) => ({ step, epoch, images, loss })),
      fresh: until.filter(hasWeights),
    }
  }

  /** Lets go of weights that are on this device now. */
  kept({ fresh }: FilmPart): void {
    const kept = new Set<FilmFrame>(fresh)
    this.#frames = this.#frames.map((frame) =>
      kept.has(frame) ? { ...frame, weights: null } : frame,
    )
  }

  /** There is no room for it; the run goes on without. */
  giveUp(): void {
    this.#isGivenUp = true
    this.#frames = []
  }
}

const hasWeights = (frame: FilmFrame): frame is Frame => frame.weights !== null
