export interface Throttled<Value> {
  /** Takes the value now, or the latest one given when the pause is over. */
  (value: Value): void
  /** Forgets a value that waits. */
  cancel(): void
}

/** Calls `take` at once and then at most once in `pauseMs`, always with the latest value. */
export function throttled<Value>(pauseMs: number, take: (value: Value) => void): Throttled<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: { readonly value: Value } | null = null
  const pause = () => {
    timer = setTimeout(() => {
      timer = undefined
      if (waiting === null) return
      const { value } = waiting
      waiting = null
      take(value)
      pause()
    }, pauseMs)
  }
  const give = (value: Value) => {
    if (timer !== undefined) {
      waiting = { value }
      return
    }
    take(value)
    pause()
  }
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
    waiting = null
  }
  return Object.assign(give, { cancel })
}
