import type { CDPSession, Page } from '@playwright/test'

/** What a tab holds at one moment, garbage collected before. */
export interface Held {
  /** Bytes of JavaScript of the page and its workers together. */
  readonly heap: number
  /** And of each, by name. */
  readonly threads: Readonly<Record<string, number>>
  readonly nodes: number
  /** Tensors of TensorFlow.js; 0 where it is not loaded. */
  readonly tensors: number
}

/** A thread that works leaves new garbage between its collection and the look: the least of so many looks counts. */
const LOOKS = 3

/** Asks the page and every worker of it what they hold, through the debugger. */
export class MemoryProbe {
  readonly #page: Page
  readonly #session: CDPSession
  /** Names by session. */
  readonly #workers = new Map<string, string>()
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
    const page = await least(async () => {
      await this.#session.send('HeapProfiler.collectGarbage')
      return (await this.#session.send('Runtime.getHeapUsage')).usedSize
    })
    const { nodes } = await this.#session.send('Memory.getDOMCounters')
    const threads: Record<string, number> = { page }
    for (const [session, name] of this.#workers) {
      threads[name] = await least(async () => {
        await this.#ask(session, 'HeapProfiler.collectGarbage')
        return (await this.#ask(session, 'Runtime.getHeapUsage')).result?.usedSize ?? 0
      })
    }
    const heap = Object.values(threads).reduce((sum, bytes) => sum + bytes, 0)
    return { heap, threads, nodes, tensors: await this.#tensors() }
  }

  async #attach(): Promise<void> {
    const session = this.#session
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') {
        const [, name = targetInfo.url] = /([\w.-]+?)(-[\w-]{8})?\.js/.exec(targetInfo.url) ?? []
        this.#workers.set(sessionId, name)
      }
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

async function least(look: () => Promise<number>): Promise<number> {
  let found = Number.POSITIVE_INFINITY
  for (let time = 0; time < LOOKS; time++) found = Math.min(found, await look())
  return found
}

/** What a worker answers to the debugger, as far as it is looked at. */
interface WorkerAnswer {
  readonly id: number
  readonly result?: { readonly usedSize?: number }
}
