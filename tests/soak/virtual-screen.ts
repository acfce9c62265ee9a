import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

/** A screen that nobody sees, for a browser with windows. */
export interface VirtualScreen {
  /** What `DISPLAY` must be for it. */
  readonly display: string
  close(): Promise<void>
}

/** Starts Xvfb on a display that is free; null where it is not installed. */
export async function openVirtualScreen(): Promise<VirtualScreen | null> {
  const screen = ['-screen', '0', '1440x900x24', '-nolisten', 'tcp']
  // It writes the number of its display to that pipe once it can be used.
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const isThere = await new Promise<boolean>((resolve) => {
    server.once('spawn', () => resolve(true))
    server.once('error', () => resolve(false))
  })
  if (!isThere) return null
  const ended = once(server, 'exit')
  const [number] = await Promise.race([
    once(server.stdio[3] as Readable, 'data'),
    ended.then(([code]) => {
      throw new Error(`openVirtualScreen: Xvfb must run, it ended with ${code}`)
    }),
  ])
  return {
    display: `:${String(number).trim()}`,
    close: async () => {
      server.kill()
      await ended
    },
  }
}
