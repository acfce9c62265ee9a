import * as v from 'valibot'
import type { Drawing } from '../core/ink/drawing'
import type { Weights } from '../core/network/parameters'
import type { WrittenLine } from '../core/numbers/written-line'
import { newestOnly, SUPERSEDED } from './newest-only-client'
import type {
  ImageAnswer,
  NetworkChoice,
  NumberReading,
  OpenedImage,
  PadReading,
  ReaderApi,
  TestImage,
  WhyAnswer,
  WhyQuestion,
} from './protocol'
import { packedDrawing } from './protocol/packed-drawing'
import * as answers from './protocol/reading'
import {
  type Ask,
  linkWorker,
  WorkerDiedError,
  type WorkerLink,
  type WorkerPort,
} from './worker-link-client'

/** New workers that take the place of dead ones without one drawing read, until the reader is given up. */
const MOST_RESPAWNS = 3

/** Milliseconds that a drawing or what else takes a few of them may take; then the reader hangs. */
const PATIENCE = 10_000
/** What reads many images, or decodes a large one. */
const LONG_PATIENCE = 60_000

export interface ReaderClient {
  /** Takes the weights that answer from now on. @throws {RemoteError} If they do not fit. */
  load(network: NetworkChoice, weights: Weights): Promise<void>
  /**
   * Reads a drawing, once weights are there. One at a time: of those that come meanwhile only the
   * newest is read.
   *
   * @returns null for an empty drawing.
   */
  read(drawing: Drawing): Promise<PadReading | null | typeof SUPERSEDED>
  /**
   * Reads a line of writing as a number, as `read` does a drawing.
   *
   * @param leastEvidence - What has less is no digit; −∞ never refuses.
   */
  readNumber(
    line: WrittenLine,
    leastEvidence: number,
  ): Promise<NumberReading | null | typeof SUPERSEDED>
  /**
   * @throws {RemoteError} `ImageRefusedError` with one of `IMAGE_REFUSALS` as its reason.
   * @throws {WorkerDiedError} If the image was too much for the worker.
   */
  openImage(file: Blob): Promise<OpenedImage>
  /** @throws {RemoteError} `MnistUnavailableError` with its reason. */
  testImage(index: number): Promise<TestImage>
  /**
   * Test images as they are in MNIST, `[n, 28, 28]`, 0..255.
   *
   * @throws {RemoteError} `MnistUnavailableError` with its reason.
   */
  testPixels(indices: readonly number[]): Promise<Uint8Array<ArrayBuffer>>
  /**
   * Explains an image that those weights have read; null where they are not loaded any more, or a newer
   * drawing or newer weights come meanwhile.
   */
  why(question: WhyQuestion, weights: Weights): Promise<WhyAnswer | null>
  /** What a network is shown of a drawing: `[28, 28]`, 0..255; null without ink. */
  seen(drawing: Drawing): Promise<Uint8Array<ArrayBuffer> | null>
  /** What the weights that were loaded last answer to each of these images `[n, 28, 28]`, 0..255. */
  answers(images: Uint8Array<ArrayBuffer>): Promise<readonly ImageAnswer[]>
  dispose(): void
}

/**
 * The page's side of the reader. A worker that dies or hangs is replaced, with the weights loaded last.
 *
 * @param spawn - Starts a reader worker.
 * @param onFailure - Called when the fourth worker in a row has died; every call rejects from then on.
 */
export function createReaderClient(
  spawn: () => WorkerPort,
  onFailure: (error: WorkerDiedError) => void = () => {},
): ReaderClient {
  let respawns = 0
  let isOver = false
  let isDisposed = false
  let loaded: { network: NetworkChoice; weights: Weights } | null = null
  let link: WorkerLink<ReaderApi> = linkWorker<ReaderApi>(spawn, replace)

  function replace(error: WorkerDiedError): void {
    if (respawns === MOST_RESPAWNS) {
      isOver = true
      onFailure(error)
      return
    }
    respawns++
    link = linkWorker<ReaderApi>(spawn, replace)
    if (loaded === null) return
    const { network, weights } = loaded
    link.call((remote) => remote.load(network, weights), PATIENCE).catch(() => {}) // told by the call before
  }

  /** Asks again where a worker died of something else, or may have. */
  async function asked<Answer>(ask: Ask<ReaderApi, Answer>, patience = PATIENCE): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      try {
        return await link.call(ask, patience)
      } catch (error) {
        const isLast = isOver || tries > MOST_RESPAWNS
        if (isLast || !(error instanceof WorkerDiedError)) throw error
      }
    }
  }

  /** Whoever waits for an answer of a disposed reader is told that it will not come. */
  async function unlessDisposed<Answer>(answer: Promise<Answer>) {
    try {
      return await answer
    } catch (error) {
      if (isDisposed) return SUPERSEDED
      throw error
    }
  }

  const hasWeights = () => loaded !== null
  const drawings = newestOnly(async (drawing: Drawing): Promise<PadReading | null> => {
    // The worker takes calls in their order: it reads with what was loaded when it was asked.
    let readWith = loaded
    const answer = await asked((remote) => {
      readWith = loaded
      return remote.read(packedDrawing(drawing))
    })
    const reading = v.parse(v.nullable(answers.reading), answer)
    respawns = 0
    return reading === null || readWith === null ? null : { ...reading, ...readWith }
  }, hasWeights)
  const lines = newestOnly(async (question: readonly [WrittenLine, number]) => {
    const answer = await asked((remote) => remote.readNumber(...question), LONG_PATIENCE)
    // What only the wide pad needs comes with it.
    const { numberReading } = await import('./protocol/number-reading')
    return v.parse(v.nullable(numberReading), answer)
  }, hasWeights)

  return {
    load: async (network, weights) => {
      loaded = { network, weights }
      const answered = asked((remote) => remote.load(network, weights))
      drawings.goOn()
      lines.goOn()
      await answered
    },
    read: (drawing) => unlessDisposed(drawings.ask(drawing)),
    readNumber: (line, leastEvidence) => unlessDisposed(lines.ask([line, leastEvidence])),
    openImage: async (file) =>
      v.parse(
        answers.openedImage,
        await link.call((remote) => remote.openImage(file), LONG_PATIENCE),
      ),
    testImage: async (index) =>
      v.parse(answers.testImage, await link.call((remote) => remote.testImage(index))),
    testPixels: async (indices) =>
      v.parse(
        answers.testPixels(indices.length),
        await link.call((remote) => remote.testPixels(indices)),
      ),
    why: async (question, weights) => {
      if (loaded?.weights !== weights) return null
      const answer = await asked<unknown>((remote) => remote.why(question), LONG_PATIENCE)
      const { whyAnswer } = await import('./protocol/why')
      return v.parse(v.nullable(whyAnswer), answer)
    },
    seen: async (drawing) => v.parse(answers.seen, await asked((remote) => remote.seen(drawing))),
    answers: async (images) =>
      v.parse(answers.answers, await asked((remote) => remote.answers(images), LONG_PATIENCE)),
    dispose: () => {
      isOver = true
      isDisposed = true
      drawings.drop()
      lines.drop()
      link.close('the reader was disposed')
    },
  }
}
