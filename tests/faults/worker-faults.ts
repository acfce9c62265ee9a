import type { Page, Worker } from '@playwright/test'

const SCRIPTS = { reader: /\/reader[^/]*\.js/, trainer: /\/trainer[^/]*\.js/ } as const

/** The page's newest worker of that kind. */
export function workerOf(page: Page, kind: keyof typeof SCRIPTS): Worker {
  const found = page.workers().findLast((worker) => SCRIPTS[kind].test(worker.url()))
  if (found === undefined) throw new Error(`workerOf: needs a worker ${kind}, got none`)
  return found
}

// Each strikes in a task of its own: what the debugger itself has under way, `terminate` does not end.

/** Keeps a worker from hearing or saying anything, as an endless loop does. */
export const hangs = (worker: Worker): Promise<unknown> =>
  worker.evaluate(() => {
    setTimeout(() => {
      for (;;);
    })
  })

/** Ends a worker as a browser does that needs its memory: nobody is told. */
export const falls = (worker: Worker): Promise<unknown> =>
  worker.evaluate(() => void setTimeout(() => self.close()))

/** Ends a worker by an error that nobody catches. */
export const dies = (worker: Worker): Promise<unknown> =>
  worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('struck by a test')
    })
  })
