const NAME = 'lenet-lab training'

/**
 * How long a tab that was just reloaded or closed is given to let go; browsers let a worker that hangs
 * live on for two seconds after it was ended.
 */
const PATIENCE_MS = 5000

/** The right to train and to keep the run, which one tab has at a time. */
export interface TrainingLock {
  /** Whether no other tab can have it; not so in browsers and on pages without Web Locks. */
  readonly isExclusive: boolean
  release(): void
}

const UNGUARDED: TrainingLock = { isExclusive: false, release: () => {} }

/** Takes the lock; null while another tab has it. @param locks - `navigator.locks`. */
export function takeTrainingLock(locks: LockManager | undefined): Promise<TrainingLock | null> {
  if (locks === undefined) return Promise.resolve(UNGUARDED)
  return new Promise((resolve) => {
    locks
      .request(NAME, { signal: AbortSignal.timeout(PATIENCE_MS) }, () => {
        return new Promise<void>((release) => resolve({ isExclusive: true, release }))
      })
      .catch((error: unknown) => {
        const isTaken = error instanceof DOMException && error.name === 'TimeoutError'
        resolve(isTaken ? null : UNGUARDED)
      })
  })
}

/** Whether some tab trains now. */
export async function isTrainingLocked(locks: LockManager | undefined): Promise<boolean> {
  try {
    const { held = [] } = (await locks?.query()) ?? {}
    return held.some(({ name }) => name === NAME)
  } catch {
    return false // a page that may not lock never has
  }
}

/** Resolves once no tab trains. */
export async function trainingUnlocked(locks: LockManager | undefined): Promise<void> {
  await locks?.request(NAME, { mode: 'shared' }, () => {})
}
