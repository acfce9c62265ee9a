import type { Network } from '../../core/network/description'
import { awakeTimer } from '../awake-timer'
import type { BatchResult } from '../engine'
import type { NetworkProgram } from './network-program'
import { turnOf } from './shared-turn'
import {
  type JobBuffers,
  jobBuffers,
  resultOf,
  type ThreadReply,
  type ThreadRequest,
  transferred,
} from './thread-messages'

/** A worker that runs `serveGradients`; a `Worker` is one. */
export interface GradientWorker {
  postMessage(request: ThreadRequest, transfer: ArrayBuffer[]): void
  addEventListener(type: string, listener: (event: Event) => void): void
  terminate(): void
}

/** Thrown where a helper ended, or did not answer in time. */
export class ThreadLostError extends Error {
  override readonly name = 'ThreadLostError'
}

interface Waiting {
  readonly resolve: (reply: ThreadReply) => void
  readonly reject: (error: ThreadLostError) => void
}

/** One more thread, as the engine sees it; does one job at a time. */
export class GradientThread {
  readonly #worker: GradientWorker
  readonly #sharesMemory: boolean
  #waiting: Waiting | null = null
  #lost: ThreadLostError | null = null
  #buffers: JobBuffers | null = null

  constructor(worker: GradientWorker, sharesMemory: boolean) {
    this.#worker = worker
    this.#sharesMemory = sharesMemory
    worker.addEventListener('message', (event) => {
      // Only `serveGradients` answers here.
      const { data } = event as MessageEvent<ThreadReply>
      this.#waiting?.resolve(data)
      this.#waiting = null
    })
    for (const type of ['error', 'messageerror']) {
      worker.addEventListener(type, () => this.end(`its worker had an ${type} event`))
    }
  }

  /** @throws {ThreadLostError} If it does not answer within `milliseconds`. */
  async start(module: WebAssembly.Module, milliseconds: number): Promise<void> {
    const started = this.#answer()
    this.#worker.postMessage({ kind: 'start', module }, [])
    await this.#within(started, milliseconds)
  }

  load(network: Network): void {
    // A helper that watches would compute the next job by the network that it has.
    turnOf(this.#buffers)?.sleep()
    this.#buffers = null
    this.#worker.postMessage({ kind: 'load', network }, [])
  }

  /**
   * Begins to compute the gradient of some images with the program's weights.
   *
   * @param total - Images of the whole batch.
   * @returns What waits for the answer, at most so many milliseconds, and adds the gradient to the
   *   program's.
   */
  begin(
    program: NetworkProgram,
    images: Float32Array,
    labels: Uint8Array,
    total: number,
  ): (milliseconds: number) => Promise<BatchResult> {
    const buffers = this.#buffersFor(program, labels.length)
    const turn = turnOf(buffers)
    this.#buffers = null
    buffers.weights.set(program.weights)
    buffers.images.set(images)
    buffers.labels.set(labels)
    buffers.counts.set([labels.length, total])
    const answer = this.#answer()
    // A failure is thrown to who waits; until then it must not count as unhandled.
    answer.catch(() => {})
    if (turn?.begin() !== true) {
      this.#worker.postMessage({ kind: 'gradient', buffers }, transferred(buffers))
    }
    return async (milliseconds) => {
      const answered = turn?.isDone() ? buffers : await this.#buffersWithin(answer, milliseconds)
      program.addGradient(answered.gradient)
      this.#buffers = answered
      return resultOf(answered)
    }
  }

  /** Ends the worker; whoever waits for it, now or later, is told why. */
  end(reason: string): ThreadLostError {
    if (this.#lost === null) {
      this.#lost = new ThreadLostError(`helper: needs a live thread, but ${reason}`)
      this.#worker.terminate()
    }
    this.#waiting?.reject(this.#lost)
    this.#waiting = null
    return this.#lost
  }

  #answer(): Promise<ThreadReply> {
    if (this.#lost !== null) return Promise.reject(this.#lost)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  async #within(answer: Promise<ThreadReply>, milliseconds: number): Promise<ThreadReply> {
    // A worker that the browser ended for its memory says nothing.
    const callOff = awakeTimer(milliseconds, () => this.end(`no answer in ${milliseconds} ms`))
    try {
      return await answer
    } finally {
      callOff()
    }
  }

  async #buffersWithin(answer: Promise<ThreadReply>, milliseconds: number): Promise<JobBuffers> {
    const reply = await this.#within(answer, milliseconds)
    if (reply.kind !== 'gradient') throw this.end(`it answered with ${reply.kind}`)
    return reply.buffers
  }

  #buffersFor(program: NetworkProgram, images: number): JobBuffers {
    const kept = this.#buffers
    if (kept !== null && kept.labels.length >= images) return kept
    turnOf(kept)?.sleep()
    return jobBuffers(program.layout.size, images, this.#sharesMemory)
  }
}
