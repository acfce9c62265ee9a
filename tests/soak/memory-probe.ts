import type { CDPSession, Page } from '@playwright/test'

/** What a tab holds at one moment, garbage collected before. */
export interface Held {
  /** Bytes of JavaScript of the page and each of its workers. */
  readonly heap: number
  readonly nodes: number
  /** Tensors of TensorFlow.js; 0 where it is not loaded. */
  readonly tensors: number
}

/** Asks the page and every worker of it what they hold, through the debugger. */
export class MemoryProbe {
  readonly #page: Page
  readonly #session: CDPSession
  readonly #workers = new Set<string>()
  readonly #waiting = new Map<number, (answer: WorkerAnswer) => void>()
  #calls = 0

  private constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.#session = session
  }

  static async open(page: Page): Promise<MemoryProbe> {
    const probe = new MemoryProbe(page, await page.context().newCDPSession(page))
    await probe.#attach()
    return probe
  }

  async take(): Promise<Held> {
    await this.#session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await this.#session.send('Runtime.getHeapUsage')
    const { nodes } = await this.#session.send('Memory.getDOMCounters')
    let heap = usedSize
    for (const worker of this.#workers) {
      await this.#ask(worker, 'HeapProfiler.collectGarbage')
      heap += (await this.#ask(worker, 'Runtime.getHeapUsage')).result?.usedSize ?? 0
    }
    return { heap, nodes, tensors: await this.#tensors() }
  }

  async #attach(): Promise<void> {
    const session = this.#session
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#workers.add(sessionId)
    })
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.#workers.delete(sessionId))
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const answer: WorkerAnswer = JSON.parse(message)
      this.#waiting.get(answer.id)?.(answer)
      this.#waiting.delete(answer.id)
    })
    await session.send('HeapProfiler.enable')
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    })
  }

  #ask(sessionId: string, method: string): Promise<WorkerAnswer> {
    const id = ++this.#calls
    const answer = new Promise<WorkerAnswer>((resolve) => this.#waiting.set(id, resolve))
    const message = JSON.stringify({ id, method })
    return this.#session
      .send('Target.sendMessageToTarget', { sessionId, message })
      .then(() => answer)
  }

  /** Every thread's, from where TensorFlow.js itself keeps count. */
  async #tensors(): Promise<number> {
    const counts = await Promise.all(
      this.#page
        .workers()
        .map((worker) =>
          worker.evaluate(() => Reflect.get(globalThis, '_tfengine')?.state?.numTensors ?? 0),
        ),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }
}

/** What a worker answers to the debugger, as far as it is looked at. */
interface WorkerAnswer {
  readonly id: number
  readonly result?: { readonly usedSize?: number }
}
