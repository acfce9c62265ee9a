/** Resolved for a question that a newer one has replaced before it was asked. */
export const SUPERSEDED = 'superseded'

export interface NewestOnly<Question, Answer> {
  /** Asks as soon as the question before is answered, unless a newer one comes meanwhile. */
  ask(question: Question): Promise<Answer | typeof SUPERSEDED>
  /** Asks what waited for `isReady`. */
  goOn(): void
  /** Gives up what waits. */
  drop(): void
}

/**
 * Asks one question at a time: of those that come while one is answered only the newest is asked.
 *
 * @param isReady - While it is false, questions wait.
 */
export function newestOnly<Question, Answer>(
  answer: (question: Question) => Promise<Answer>,
  isReady: () => boolean,
): NewestOnly<Question, Answer> {
  interface Waiting {
    readonly question: Question
    readonly resolve: (answer: Answer | typeof SUPERSEDED) => void
    readonly reject: (error: unknown) => void
  }
  let waiting: Waiting | null = null
  let isAsking = false

  async function askWaiting(): Promise<void> {
    if (isAsking || !isReady()) return
    isAsking = true
    while (waiting !== null) {
      const { question, resolve, reject }: Waiting = waiting
      waiting = null
      try {
        resolve(await answer(question))
      } catch (error) {
        reject(error)
      }
    }
    isAsking = false
  }

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        waiting?.resolve(SUPERSEDED)
        waiting = { question, resolve, reject }
        void askWaiting()
      }),
    goOn: () => void askWaiting(),
    drop: () => {
      waiting?.resolve(SUPERSEDED)
      waiting = null
    },
  }
}
