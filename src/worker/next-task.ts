/**
 * Resolves once everything has run that waited for this thread before. A message, because a timer
 * would wait four milliseconds and a promise nothing at all.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
