/** Runs work once and shares its promise; after a failure the next call runs it again. */
export function retryable<Value>(work: (tries: number) => Promise<Value>): () => Promise<Value> {
  let running: Promise<Value> | null = null
  let tries = 0
  return () => {
    running ??= work(tries++).catch((error: unknown) => {
      running = null
      throw error
    })
    return running
  }
}

/** Lets at most so many pieces of work run at once; the others wait in the order they came. */
export function createQueue(slots: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = slots
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resume) => waiting.push(resume))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }
}
