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

/** A file of 60 MB takes two seconds. */
const PATIENCE_MS = 15_000

/** @param spawn - Starts a parser worker. */
export function createFileParser(spawn: () => WorkerPort, patience = PATIENCE_MS): FileParser {
  const asked = async <Answer>(
    ask: Ask<ParserApi, unknown>,
    schema: v.GenericSchema<unknown, Answer>,
  ): Promise<Answer | TooSlow> => {
    const link = linkWorker<ParserApi>(spawn, () => {})
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<TooSlow>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'tooSlow' }), patience)
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
    readWeights: (files) => asked((remote) => remote.readWeights([...files]), weightsAnswer),
    readHand: (file) => asked((remote) => remote.readHand(file), handAnswer),
    readData: (file, to) =>
      asked((remote) => remote.readData(file, transfer(to, [to])), dataAnswer),
  }
}
