/**
 * The contract between the page and its two workers: plain data, and the calls that carry it.
 *
 * The reader answers the pen and never waits for training; the trainer owns MNIST
 * and the engines. Both are disposable: whatever must survive one is kept by the page.
 */

import type { Drawing } from '../core/ink/drawing'
import type { Variant } from '../core/network/description'
import type { Weights } from '../core/network/parameters'
import type { ModernActivation, NetworkOptions } from '../core/network/variants'
import type { WrittenLine } from '../core/numbers/written-line'
import type { Checkpoint } from '../core/recipe/checkpoint'
import type { EngineChoice } from '../core/recipe/engine-name'
import type { FilmFrame } from '../core/recipe/film'
import type { TrainingSettings } from '../core/recipe/settings'
import type { TrainingEvent } from './protocol/events'
import type { HandEvent, HandResult, HandTask } from './protocol/hand'
import type { NumberReading } from './protocol/number-reading'
import type { PackedDrawing } from './protocol/packed-drawing'
import type { ImageAnswer, OpenedImage, Reading, TestImage } from './protocol/reading'
import type { CurvePoint, Evaluation, TestScore } from './protocol/run'
import type { WhyAnswer, WhyQuestion } from './protocol/why'

export type { Checkpoint } from '../core/recipe/checkpoint'
export type { EngineTrial, FailureReason, TrainingEvent } from './protocol/events'
export type { HandEvent, HandResult, HandScore, HandTask } from './protocol/hand'
export type { NumberReading } from './protocol/number-reading'
export type { ImageAnswer, OpenedImage, Reading, TestImage } from './protocol/reading'
export type { CurvePoint, Evaluation, RunEngine, TestScore } from './protocol/run'
export type { WhyAnswer, WhyChange, WhyMaps, WhyQuestion } from './protocol/why'

/** Which network, as the page names it. */
export interface NetworkChoice extends NetworkOptions {
  readonly variant: Variant
  readonly activation: ModernActivation
}

/** A reading, and the weights that made it: those that answer may have changed since. */
export interface PadReading extends Reading {
  readonly network: NetworkChoice
  readonly weights: Weights
}

// ── Reader ──────────────────────────────────────────────────────────────────────────────────────

export interface ReaderApi {
  /** Takes the weights that answer from now on. */
  load(network: NetworkChoice, weights: Weights): void
  /** Null for an empty drawing. */
  read(drawing: PackedDrawing): Promise<Reading | null>
  /**
   * Reads a line of writing as a number. Null for bare paper.
   *
   * @param leastEvidence - What has less is no digit; −∞ never refuses.
   */
  readNumber(line: WrittenLine, leastEvidence: number): Promise<NumberReading | null>
  /**
   * Explains an image by the weights that are loaded. The pen comes first; null where a newer drawing or
   * newer weights do.
   */
  why(question: WhyQuestion): Promise<WhyAnswer | null>
  /** Decodes a dropped, pasted or opened image into ink. @throws {ImageRefusedError} */
  openImage(file: Blob): Promise<OpenedImage>
  /** One of the 10,000 MNIST test images, as ink for the pad. */
  testImage(index: number): Promise<TestImage>
  /** Some of them as they are in MNIST, `[n, 28, 28]`, 0..255. */
  testPixels(indices: readonly number[]): Promise<Uint8Array<ArrayBuffer>>
  /** What a network is shown of a drawing: `[28, 28]`, 0..255; null without ink. */
  seen(drawing: Drawing): Uint8Array<ArrayBuffer> | null
  /** What the weights answer to each of these images `[n, 28, 28]`, 0..255. The pen comes first. */
  answers(images: Uint8Array<ArrayBuffer>): Promise<readonly ImageAnswer[]>
}

// ── Trainer ─────────────────────────────────────────────────────────────────────────────────────

/** A run to go on with: where it stands, and what is told of it so far. */
export interface RunSoFar {
  readonly checkpoint: Checkpoint
  readonly curve: readonly CurvePoint[]
  readonly evaluations: readonly Evaluation[]
  /** Frames of its film; those without weights are kept with it. */
  readonly frames: readonly FilmFrame[]
  /** Under what it is kept on this device; null where it is not. */
  readonly kept: number | null
}

export interface TrainerApi {
  /**
   * Makes ready what a run with these settings begins with: its engine and the first images. Reports nothing;
   * what fails is met again by the run, which tells of it. Does nothing while the engine is in use.
   */
  prepare(settings: TrainingSettings, engine: EngineChoice): Promise<void>
  /**
   * Trains until the end, a stop or a failure, and reports on the way. Resolves when the run is over;
   * failures are reported, not thrown.
   *
   * @param from - Goes on from there; null starts a new run.
   * @param beat - Told again and again how many milliseconds may pass until the next word; whoever is
   *   silent for longer hangs.
   */
  train(
    settings: TrainingSettings,
    engine: EngineChoice,
    from: RunSoFar | null,
    report: (event: TrainingEvent) => void,
    beat?: (patience: number) => void,
  ): Promise<void>
  pause(): void
  resume(): void
  /** While paused: one step of the optimizer. */
  step(): void
  stop(): void
  /** While the pen is down a run leaves two thirds of the time to what answers it. */
  penHeld(isDown: boolean): void
  /**
   * How a network reads the 10,000 test images. Not during a run.
   *
   * @throws {TrainerBusyError} If a run is on, or begins meanwhile.
   * @throws {MnistUnavailableError}
   */
  testScore(network: NetworkChoice, weights: Weights): Promise<TestScore>
  /**
   * Teaches a network a learner's drawings. A run that is started meanwhile ends it.
   *
   * @param beat - As of `train`.
   * @returns null where it was stopped.
   * @throws {TrainerBusyError} If a run or another learning is on.
   * @throws {MnistUnavailableError}
   */
  learnHand(
    task: HandTask,
    engine: EngineChoice,
    report: (event: HandEvent) => void,
    beat?: (patience: number) => void,
  ): Promise<HandResult | null>
  /** Ends a learning; the weights stay as they were. */
  stopHand(): void
  /** Moves the run, or the next one, to another engine; the run goes on from its last step. */
  switchEngine(engine: EngineChoice): Promise<void>
}
