import type { StateCreator, StoreApi } from 'zustand/vanilla'
import type { InkImage } from '../core/ink/drawing'
import type { WrittenLine } from '../core/numbers/written-line'
import type { SUPERSEDED } from '../worker/newest-only-client'
import type {
  ImageAnswer,
  NumberReading,
  PadReading,
  WhyAnswer,
  WhyQuestion,
} from '../worker/protocol'
import type { ComparedRunSlice } from './compared-run-slice'
import type { DeviceSlice } from './device-slice'
import type { DrawingSlice } from './drawing-slice'
import type { EngineSlice } from './engine-slice'
import type { FilmSlice } from './film-slice'
import type { HandLearningSlice } from './hand-learning-slice'
import type { HandwritingSlice } from './handwriting-slice'
import type { KeptRunsSlice } from './kept-runs-slice'
import type { NetworkSlice } from './network-slice'
import type { NoticeSlice } from './notice-slice'
import type { ReadingSlice } from './reading-slice'
import type { TrainingSlice } from './training-slice'
import type { ViewSlice } from './view-slice'
import type { WeightsFilesSlice } from './weights-files-slice'
import type { WeightsTestSlice } from './weights-test-slice'

/** What the page can ask for that takes time; each reports trouble as a notice. */
export interface LabTasks {
  /** Tells of an error that a worker gave, in the words of its reason. */
  taskFailed(error: unknown): void
  /** Puts a dropped, pasted or opened image on the pad. */
  imageOpened(file: Blob): Promise<void>
  /** Puts one MNIST test image on the pad. */
  testImageChosen(index: number): Promise<void>
  /** Ink of MNIST test images for the picker; does not touch the pad. */
  testImages(indices: readonly number[]): Promise<readonly { image: InkImage; label: number }[]>
  /** MNIST test images as they are, `[n, 28, 28]`, 0..255; null where they cannot be had. */
  testPixels(indices: readonly number[]): Promise<Uint8Array<ArrayBuffer> | null>
  /** What the weights that answer say of such images; null where they were not read. */
  imageAnswers(images: Uint8Array<ArrayBuffer>): Promise<readonly ImageAnswer[] | null>
  /** Reads a number with the weights that answer; null for bare paper, or where it was not read. */
  numberRead(line: WrittenLine): Promise<NumberReading | null | typeof SUPERSEDED>
  /** Explains the image of a reading; null where the pad is read otherwise by now. */
  whyAsked(question: WhyQuestion, reading: PadReading): Promise<WhyAnswer | null>
}

export type LabState = DrawingSlice &
  ReadingSlice &
  NetworkSlice &
  EngineSlice &
  TrainingSlice &
  ViewSlice &
  NoticeSlice &
  WeightsFilesSlice &
  WeightsTestSlice &
  HandwritingSlice &
  HandLearningSlice &
  KeptRunsSlice &
  ComparedRunSlice &
  DeviceSlice &
  FilmSlice &
  LabTasks

export type LabStore = StoreApi<LabState>

/** A part of the store that sees the whole of it. */
export type LabSlice<Slice> = StateCreator<LabState, [], [], Slice>
