import { expose } from 'comlink'
import { keepErrorReasons } from '../../../src/worker/protocol/wire-error'
import type { WorkerPort } from '../../../src/worker/worker-link-client'

/** A "worker" on this thread, behind a real message channel, that can be made to die. */
export class Thread {
  readonly #channel = new MessageChannel()
  readonly #events = new EventTarget()
  isTerminated = false

  constructor(api: object) {
    keepErrorReasons()
    expose(api, this.#channel.port2)
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.isTerminated) this.#channel.port1.postMessage(message, transfer)
  }

  addEventListener(type: string, listener: EventListener): void {
    if (type !== 'message') this.#events.addEventListener(type, listener)
    else {
      this.#channel.port1.addEventListener('message', (event) => {
        if (!this.isTerminated) listener(event)
      })
      this.#channel.port1.start()
    }
  }

  removeEventListener(type: string, listener: EventListener): void {
    this.#events.removeEventListener(type, listener)
  }

  terminate(): void {
    this.isTerminated = true
    this.#channel.port1.close()
  }

  /** As a worker does whose script failed, with a message or without one. */
  die(message?: string): void {
    const event = new Event('error', { cancelable: true })
    this.#events.dispatchEvent(message === undefined ? event : Object.assign(event, { message }))
  }
}

/** Starts threads in turn and remembers them. */
export function threads(apiOf: (index: number) => object) {
  const started: Thread[] = []
  const spawn = (): WorkerPort => {
    const thread = new Thread(apiOf(started.length))
    started.push(thread)
    // The four members are there; Worker's own overloads name every event there is.
    return thread as unknown as WorkerPort
  }
  return { started, spawn }
}

/** Lets messages arrive. */
export const settle = (milliseconds = 20): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until something holds; fails after ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 5000) throw new Error('until: waited ten seconds in vain')
    await settle(2)
  }
}
