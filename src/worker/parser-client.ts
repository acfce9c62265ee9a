import { transfer } from 'comlink'
import * as v from 'valibot'
import {
  type DataAnswer,
  dataAnswer,
  type HandAnswer,
  handAnswer,
  type ParserApi,
  type WeightsAnswer,
  weightsAnswer,
} from './protocol/parser'
import { type Ask, linkWorker, type WorkerPort } from './worker-link-client'

/** The file was given up: the worker that read it had not ended in time. */
export interface TooSlow {
  readonly kind: 'tooSlow'
}

/**
 * Reads files that come from anywhere, away from the page: each call has a worker of its own, which
 * ends with it and takes along whatever the file has made of it.
 *
 * Rejects with `WorkerDiedError` where the worker cannot be had or dies of a file, and with
 * `RemoteError` where a file cannot be read at all.
 */
export interface FileParser {
  /** @param files - All that were chosen together. */
  readWeights(files: readonly File[]): Promise<WeightsAnswer | TooSlow>
  readHand(file: File): Promise<HandAnswer | TooSlow>
  /** @param to - Where the file's records go, from thread to thread. */
  readData(file: Blob, to: MessagePort): Promise<DataAnswer | TooSlow>
}

const PATIENCE = { least: 15_000, most: 120_000, bytesPerMillisecond: 2000 } as const

/**
 * How long a file may be read, in milliseconds. Five runs with their films, 200 MB, take a usual device
 * some seconds; a slow phone that is busy with other things must not be refused its own backup.
 */
export const patienceFor = (bytes: number): number =>
  Math.min(PATIENCE.least + bytes / PATIENCE.bytesPerMillisecond, PATIENCE.most)

/**
 * @param spawn - Starts a parser worker.
 * @param patience - Milliseconds for so many bytes.
 */
export function createFileParser(
  spawn: () => WorkerPort,
  patience: (bytes: number) => number = patienceFor,
): FileParser {
  const asked = async <Answer>(
    files: readonly Blob[],
    ask: Ask<ParserApi, unknown>,
    schema: v.GenericSchema<unknown, Answer>,
  ): Promise<Answer | TooSlow> => {
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    const link = linkWorker<ParserApi>(spawn, () => {})
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<TooSlow>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'tooSlow' }), patience(bytes))
    })
    const answer = link.call(ask).then((message) => v.parse(schema, message))
    try {
      return await Promise.race([answer, late])
    } finally {
      clearTimeout(timer)
      link.close('its file was read')
      answer.catch(() => {}) // who was late is not listened to any more
    }
  }
  return {
    readWeights: (files) => asked(files, (remote) => remote.readWeights([...files]), weightsAnswer),
    readHand: (file) => asked([file], (remote) => remote.readHand(file), handAnswer),
    readData: (file, to) =>
      asked([file], (remote) => remote.readData(file, transfer(to, [to])), dataAnswer),
  }
}
