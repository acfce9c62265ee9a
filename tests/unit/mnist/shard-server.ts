import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers one request in place of the file; `file` is what would have been sent. */
export type Answer = (response: ServerResponse, file: Uint8Array) => void

export interface ShardServer {
  readonly url: string
  /** Names asked for, in order. */
  readonly asked: string[]
  /** Answers in place of a file: the first to the first request, the last to all that follow. */
  readonly answers: Map<string, readonly Answer[]>
  /** Resolves when a file of that name has been asked for. */
  untilAsked(name: string): Promise<void>
  /** Most requests that were open at the same time. */
  mostOpen(): number
  close(): Promise<void>
}

export const send: Answer = (response, file) => response.end(file)
export const answerStatus =
  (status: number): Answer =>
  (response) =>
    response.writeHead(status).end()
/** Sends half of the file under its full length, then cuts the line. */
export const hangUp: Answer = (response, file) => {
  response.writeHead(200, { 'content-length': file.length })
  response.write(file.subarray(0, file.length / 2), () => response.destroy())
}

/** Serves files from memory at a free port of this machine. */
export async function serveFiles(files: ReadonlyMap<string, Uint8Array>): Promise<ShardServer> {
  const asked: string[] = []
  const answers = new Map<string, readonly Answer[]>()
  let [open, most] = [0, 0]
  const server = createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? ''
    const earlier = asked.filter((each) => each === name).length
    asked.push(name)
    open++
    most = Math.max(most, open)
    response.on('close', () => open--)
    const file = files.get(name)
    const planned = answers.get(name) ?? [send]
    const answer =
      file === undefined ? answerStatus(404) : planned[Math.min(earlier, planned.length - 1)]!
    setTimeout(() => answer(response, file ?? new Uint8Array(0)), 5)
  })
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume))
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  return {
    url: `http://127.0.0.1:${port}/mnist`,
    asked,
    answers,
    untilAsked: async (name) => {
      while (!asked.includes(name)) await once(server, 'request')
    },
    mostOpen: () => most,
    close: () =>
      new Promise((resume) => {
        server.closeAllConnections()
        server.close(() => resume())
      }),
  }
}
