import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { CHROMIUM_ARGUMENTS } from '../chromium-arguments'
import { findOrInstallChromium } from '../find-chromium'

/** A browser asked to close has so many milliseconds before it is killed. */
const CLOSE_PATIENCE = 5000

interface Answer {
  readonly id?: number
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

/**
 * Chromium with windows, spoken to by its debugging pipe and nothing else: Playwright keeps every page
 * visible and switches off what browsers do to hidden ones.
 */
export class PipedBrowser {
  readonly #input: Writable
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  readonly #end: () => Promise<void>
  #unread = ''
  #calls = 0

  constructor(display: string) {
    const profile = mkdtempSync(join(tmpdir(), 'lenet-lab-tab-'))
    const own = ['--remote-debugging-pipe', `--user-data-dir=${profile}`, '--password-store=basic']
    const browser = spawn(
      findOrInstallChromium(),
      [...CHROMIUM_ARGUMENTS, ...own, '--window-size=1440,900', 'about:blank'],
      {
        env: { ...process.env, DISPLAY: display },
        // Commands go to its file 3, answers come from 4.
        stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      },
    )
    this.#input = browser.stdio[3] as Writable
    // What is said to a browser that has ended is answered below.
    this.#input.on('error', () => {})
    const output = browser.stdio[4] as Readable
    output.setEncoding('utf8').on('data', (text: string) => this.#heard(text))
    const ended = once(browser, 'exit').then(() => {
      for (const answer of this.#waiting.values()) answer({ error: { message: 'it has ended' } })
      this.#waiting.clear()
    })
    this.#end = async () => {
      const killing = setTimeout(() => browser.kill('SIGKILL'), CLOSE_PATIENCE)
      await this.send('Browser.close').catch(() => {})
      await ended
      clearTimeout(killing)
      rmSync(profile, { recursive: true, force: true })
    }
  }

  /** @param session - Of an attached tab; the browser itself by default. @throws {Error} If refused. */
  async send(method: string, params: object = {}, session?: string) {
    const id = ++this.#calls
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve))
    this.#input.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`)
    const { result, error } = await answered
    if (error !== undefined) throw new Error(`PipedBrowser: ${method}: ${error.message}`)
    return result ?? {}
  }

  close(): Promise<void> {
    return this.#end()
  }

  /** Messages end with a zero byte, and come in whatever pieces. */
  #heard(text: string): void {
    const messages = (this.#unread + text).split('\0')
    this.#unread = messages.pop() ?? ''
    for (const message of messages) {
      const answer: Answer = JSON.parse(message)
      if (answer.id === undefined) continue // an event
      this.#waiting.get(answer.id)?.(answer)
      this.#waiting.delete(answer.id)
    }
  }
}
