/** How much JSON is parsed. */
export interface JsonBounds {
  /** Lists and objects inside each other. */
  readonly depth: number
  /** Values in all, lists and objects included. */
  readonly nodes: number
}

const QUOTE = '"'.charCodeAt(0)
const ESCAPE = '\\'.charCodeAt(0)
const COMMA = ','.charCodeAt(0)
const OPENERS = ['[', '{'].map((letter) => letter.charCodeAt(0))
const CLOSERS = [']', '}'].map((letter) => letter.charCodeAt(0))

/**
 * Parses JSON whose nesting and size are counted before anything is built from it: what comes from a
 * stranger must not fill memory, or the stack of whoever walks it.
 *
 * @throws {SyntaxError} If it is no JSON.
 * @throws {RangeError} If it is more than the bounds.
 */
export function parseBoundedJson(text: string, { depth, nodes }: JsonBounds): unknown {
  let open = 0
  let values = 1
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === QUOTE) at = stringEnd(text, at)
    else if (letter === COMMA) values++
    else if (OPENERS.includes(letter)) {
      open++
      values++
    } else if (CLOSERS.includes(letter)) open--
    if (open > depth) throw new RangeError(`parseBoundedJson: needs depth ${depth} at most`)
    if (values > nodes) throw new RangeError(`parseBoundedJson: needs ${nodes} values at most`)
  }
  return JSON.parse(text)
}

/** Where a string's closing quote stands; the text's end where there is none. */
function stringEnd(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === ESCAPE ? 2 : 1
  }
  return at
}
