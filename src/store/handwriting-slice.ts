import type { Answer } from '../core/metrics/refusal'
import { MNIST_PIXELS } from '../core/mnist/images'
import type { Correction, NewCorrection } from '../storage/correction'
import type { CorrectionFileTrouble } from '../storage/correction-file'
import { drawingOnPad } from './drawing-slice'
import type { LabPorts } from './lab-ports'
import type { LabSlice, LabState } from './lab-store'

/** A correction, and what a network is shown of it: `[28, 28]`, 0..255. */
export interface SeenCorrection extends Correction {
  readonly seen: Uint8Array<ArrayBuffer>
}

/** Where corrections are kept: not looked at yet, on this device, or with the page alone. */
export type Keeping = 'unknown' | 'onDevice' | 'untilClosed'

/** A file of handwriting that was not taken. */
export interface HandFileFailure {
  readonly file: string
  readonly trouble: CorrectionFileTrouble | 'tooSlow' | 'unreadable'
  readonly place: number | null
}

export interface HandwritingSlice {
  /** Oldest first. */
  readonly corrections: readonly SeenCorrection[]
  readonly keeping: Keeping
  /** The correction that was just made from the pad, until the drawing changes. */
  readonly lastCorrection: Pick<Correction, 'id' | 'label'> | null
  /** What the present weights answer to each correction, by its id; may lag behind for a moment. */
  readonly handAnswers: ReadonlyMap<number, Answer>
  readonly handFileFailure: HandFileFailure | null
  /** Reads what was kept on this device; again does nothing. */
  correctionsOpened(): Promise<void>
  /** Reads them again: what is kept was changed from outside. */
  correctionsChanged(): Promise<void>
  /** Keeps what is on the pad as a drawing of that digit, or of `NOT_A_DIGIT`. */
  padCorrected(label: number): Promise<void>
  /** Takes the last correction back. */
  correctionUndone(): Promise<void>
  correctionRelabelled(id: number, label: number): Promise<void>
  /** Puts a corrected drawing on the pad again. */
  correctionPlaced(id: number): void
  correctionDeleted(id: number): Promise<void>
  correctionsCleared(): Promise<void>
  /** All corrections as the bytes of a file. */
  correctionsWritten(): Promise<Uint8Array<ArrayBuffer>>
  /** Adds the corrections of a file; all of them or none. */
  correctionsRead(file: File): Promise<void>
  handFileFailureDismissed(): void
  /** Asks what the present weights answer to the corrections. */
  handAnswersWanted(): Promise<void>
}

/** Whether what is on the pad can be corrected: MNIST's test images only ever measure. */
export const isCorrectable = (state: LabState): boolean => {
  const { reading, history, testInk } = state
  const { image } = history.present
  return reading !== null && (image === null || !testInk.has(image))
}

/** The work is loaded with the first call: nothing of it is needed for the first answer. */
export const createHandwritingSlice =
  (ports: LabPorts): LabSlice<HandwritingSlice> =>
  (set, get, store) => {
    const loaded = () => {
      work ??= import('./handwriting-work')
        .then((module) => module.handwritingWork(ports, set, get))
        .catch((error: unknown) => {
          work = null
          throw error
        })
      return work
    }
    let work: Promise<import('./handwriting-work').HandwritingWork> | null = null
    store.subscribe((state, before) => {
      if (state.lastCorrection !== null && state.history !== before.history) {
        set({ lastCorrection: null })
      }
    })
    return {
      corrections: [],
      keeping: 'unknown',
      lastCorrection: null,
      handAnswers: new Map(),
      handFileFailure: null,
      correctionsOpened: async () => (await loaded()).open(),
      correctionsChanged: async () => (await loaded()).reopen(),
      padCorrected: async (label) => {
        if (!isCorrectable(get()) || get().liveStroke !== null) return
        const correction: NewCorrection = { label, made: Date.now(), drawing: drawingOnPad(get()) }
        try {
          await (await loaded()).correct(correction)
        } catch (error) {
          get().taskFailed(error)
        }
      },
      correctionUndone: async () => {
        const { lastCorrection } = get()
        if (lastCorrection !== null) await get().correctionDeleted(lastCorrection.id)
      },
      correctionRelabelled: async (id, label) => (await loaded()).relabel(id, label),
      correctionPlaced: (id) => {
        const correction = get().corrections.find((candidate) => candidate.id === id)
        if (correction !== undefined) get().drawingPlaced(correction.drawing)
      },
      correctionDeleted: async (id) => (await loaded()).remove(id),
      correctionsCleared: async () => (await loaded()).clear(),
      correctionsWritten: async () => {
        const { writeCorrectionFile } = await import('../storage/correction-file')
        return writeCorrectionFile(get().corrections)
      },
      correctionsRead: async (file) => (await loaded()).read(file),
      handFileFailureDismissed: () => set({ handFileFailure: null }),
      handAnswersWanted: async () => (await loaded()).answer(),
    }
  }

/** What a network is shown of them: `[n, 28, 28]`. */
export function joinedImages(corrections: readonly SeenCorrection[]): Uint8Array<ArrayBuffer> {
  const images = new Uint8Array(corrections.length * MNIST_PIXELS)
  for (const [index, { seen }] of corrections.entries()) images.set(seen, index * MNIST_PIXELS)
  return images
}
