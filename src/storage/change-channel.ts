/** Tells this page's other tabs that something that is kept was changed, and hears it of them. */
export interface ChangeChannel {
  tell(): void
  onTold(listener: () => void): void
}

/** For whoever is the only one. */
export const NO_OTHERS: ChangeChannel = { tell: () => {}, onTold: () => {} }

/** @param what - Of what is kept; the other tabs name it alike. */
export function changeChannel(what: string): ChangeChannel {
  const channel = new BroadcastChannel(`lenet-lab ${what}`)
  return {
    tell: () => channel.postMessage(null),
    onTold: (listener) => channel.addEventListener('message', listener),
  }
}
