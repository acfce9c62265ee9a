import type { Page } from '@playwright/test'

/**
 * Notes what the page asks its workers and what they answer, and what workers make that takes time:
 * WebAssembly modules, graphics contexts and linked shaders.
 */
export const NOTES = `{
  const notes = new BroadcastChannel('notes-for-a-test')
  const isPage = typeof document !== 'undefined'
  const note = (what) => isPage ? globalThis.noted.push(what) : notes.postMessage(what)
  if (isPage) {
    globalThis.noted = []
    notes.addEventListener('message', ({ data }) => globalThis.noted.push(data))
    const { postMessage } = Worker.prototype
    Worker.prototype.postMessage = function (message, ...rest) {
      const { id, path } = message
      if (path !== undefined && id !== undefined) {
        note('asked: ' + path.join('.'))
        this.addEventListener('message', ({ data }) => {
          if (data.id === id) note((data.type === 'HANDLER' ? 'refused: ' : 'answered: ') + path.join('.'))
        })
      }
      return postMessage.call(this, message, ...rest)
    }
  } else {
    const { compile } = WebAssembly
    WebAssembly.compile = (...words) => {
      note('made by ' + self.name + ': wasm')
      return compile.apply(WebAssembly, words)
    }
    const { getContext } = OffscreenCanvas.prototype
    OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
      note('made by ' + self.name + ': ' + kind)
      return getContext.call(this, kind, ...rest)
    }
    const { linkProgram } = WebGL2RenderingContext.prototype
    WebGL2RenderingContext.prototype.linkProgram = function (program) {
      note('made by ' + self.name + ': shader')
      return linkProgram.call(this, program)
    }
  }
}`

/** What was noted so far that begins so, in order. */
export const noted = (page: Page, beginning: string): Promise<string[]> =>
  page.evaluate(
    (start) =>
      (Reflect.get(globalThis, 'noted') as string[]).filter((note) => note.startsWith(start)),
    beginning,
  )
