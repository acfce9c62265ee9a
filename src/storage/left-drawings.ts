import * as v from 'valibot'
import { bytesFromBase64, bytesToBase64 } from './base64'
import { pack, unpack } from './data-file/packed'
import { type KeptDrawing, keptDrawing, MOST_TABS } from './drawing-shelf'
import type { KeptPad } from './kept-drawing'
import { writtenPadOf } from './write-drawing'

/**
 * What was on the pads of tabs as they were left. Browsers end a page, and with it what it begins to write
 * into the database as it is left; what it writes here is there at once. It lies here until the database
 * has it.
 */
export interface LeftDrawings {
  /** All that make sense, of at most {@link MOST_TABS} tabs, newest first; none where storage is denied. */
  all(): readonly KeptDrawing[]
  /**
   * Without what can be undone where that is too much; not at all where the drawing alone is.
   *
   * @param drawing - Its revision is the one that it would have in the database.
   */
  put(drawing: KeptDrawing): void
  remove(tab: string): void
  clear(): void
}

const KEY = 'lenet-lab.left.'
/** Of one tab; browsers give an origin some millions. */
const MOST_LETTERS = 1_000_000

/** @param open - `localStorage`, which even to look at throws where it is denied. */
export function leftDrawings(open: () => Storage): LeftDrawings {
  return {
    all: () =>
      whereAllowed(() => {
        const storage = open()
        const found = keysIn(storage).flatMap((key) => {
          const drawing = read(storage.getItem(key) ?? '')
          if (drawing !== null && KEY + drawing.tab === key) return [drawing]
          storage.removeItem(key)
          return []
        })
        const newestFirst = found.toSorted((one, other) => other.saved - one.saved)
        for (const { tab } of newestFirst.slice(MOST_TABS)) storage.removeItem(KEY + tab)
        return newestFirst.slice(0, MOST_TABS)
      }) ?? [],
    put: (drawing) =>
      whereAllowed(() => {
        const whole = written(drawing)
        const text = whole.length > MOST_LETTERS ? written(withoutHistory(drawing)) : whole
        if (text.length <= MOST_LETTERS) open().setItem(KEY + drawing.tab, text)
      }),
    remove: (tab) => whereAllowed(() => open().removeItem(KEY + tab)),
    clear: () =>
      whereAllowed(() => {
        const storage = open()
        for (const key of keysIn(storage)) storage.removeItem(key)
      }),
  }
}

/** Null where storage is denied or full: then the page has what the database has. */
function whereAllowed<Result>(work: () => Result): Result | null {
  try {
    return work()
  } catch {
    return null
  }
}

const keysIn = (storage: Storage): readonly string[] =>
  Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '').filter((key) =>
    key.startsWith(KEY),
  )

/** The arrays, a space, and the JSON that names them. */
function written({ digit, number, ...place }: KeptDrawing): string {
  const { json, bytes } = pack({
    ...place,
    digit: digit && writtenPadOf(digit),
    number: number && writtenPadOf(number),
  })
  return `${bytesToBase64(bytes)} ${json}`
}

function read(text: string): KeptDrawing | null {
  if (text.length > MOST_LETTERS) return null
  const space = text.indexOf(' ')
  try {
    const bytes = bytesFromBase64(text.slice(0, Math.max(0, space)))
    const parsed = v.safeParse(keptDrawing, unpack(text.slice(space + 1), bytes))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

function withoutHistory({ digit, number, ...place }: KeptDrawing): KeptDrawing {
  const bare = (pad: KeptPad | null): KeptPad | null =>
    pad && { ...pad, history: { ...pad.history, past: [], future: [] } }
  return { ...place, digit: bare(digit), number: bare(number) }
}
