import type { Weights } from '../network/parameters'

/** Where in a run a frame of its film was taken. */
export interface FrameMark {
  /** Steps done since the run began; 0 for the initial weights. */
  readonly step: number
  /** 1 for the first. */
  readonly epoch: number
  /** Training images seen since the run began. */
  readonly images: number
  /** Mean loss of the step's batch, before the step; null before the first. */
  readonly loss: number | null
}

/** A run's weights at one of its steps. */
export interface Frame extends FrameMark {
  readonly weights: Weights
}

/** A frame whose weights may lie on this device, not looked at yet: null. */
export interface FilmFrame extends FrameMark {
  readonly weights: Weights | null
}

/** The most that the weights of a run's frames take. */
export const FILM_BYTES = 40e6

/** Frames whose steps have at most so many binary digits from the first 1 to the last. */
const FINEST = 5

/**
 * The steps of a run whose weights are kept, in order. They lie as floating-point numbers do: first
 * every step, then as many in each doubling of the steps, as a network learns fastest at first. Ends of
 * epochs, where it is tested, are chosen among the epochs in the same way. The first and the last step
 * are always among them.
 *
 * A grid that is one digit coarser is a part of the finer one, so a run that goes on for longer than
 * it was planned finds all frames of the longer run among those that it has.
 *
 * @param parameters - Numbers of one frame; the finest grid is taken that keeps to `FILM_BYTES`.
 */
export function frameSteps(
  { steps, stepsPerEpoch }: { readonly steps: number; readonly stepsPerEpoch: number },
  parameters: number,
): readonly number[] {
  const most = FILM_BYTES / (parameters * Float32Array.BYTES_PER_ELEMENT)
  for (let digits = FINEST; ; digits--) {
    const chosen = new Set(grid(steps, digits))
    for (const epoch of grid(steps / stepsPerEpoch, digits)) chosen.add(epoch * stepsPerEpoch)
    chosen.add(steps)
    if (chosen.size <= most || digits === 1) return [...chosen].sort((one, next) => one - next)
  }
}

/** Whole numbers from 0 to `last` of so many binary digits, after which come zeros alone. */
function grid(last: number, digits: number): number[] {
  const values: number[] = []
  for (let value = 0; value <= last; value += spacing(value, digits)) values.push(value)
  return values
}

const spacing = (value: number, digits: number): number =>
  2 ** Math.max(0, 32 - Math.clz32(value) - digits)

/** Frames with one more. A run that went back to a checkpoint takes them anew from there. */
export const withFrame = <Mark extends FrameMark>(
  frames: readonly Mark[],
  frame: Mark,
): readonly Mark[] => [...frames.filter(({ step }) => step < frame.step), frame]
