import { oneOf } from '../../src/core/chance'
import type { RandomSource } from '../../src/core/random'
import { below } from './below'

/** Text that stands for itself in the JSON that is written: what no value of JavaScript can be. */
class Raw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const nested = (depth: number): Raw => new Raw('['.repeat(depth) + ']'.repeat(depth))

/** What values are swapped for. */
const STRANGE: readonly unknown[] = [
  ...[null, true, '', [], {}, 0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 4.9e-324],
  ...[
    'F64',
    'string',
    'constructor',
    '__proto__',
    '<img src=x onerror=alert(1)>',
    '../../etc/passwd',
  ],
  ...['https://example.com/w.bin', 'toString', '\u0000', '\ud800', 'a'.repeat(5000)],
  [1, [2, [3]]],
  { toString: 1, valueOf: 1, length: 1e9 },
  ...[new Raw('1e999'), new Raw('-1e999'), new Raw('NaN'), new Raw('1'.repeat(400))],
  ...[nested(31), nested(200), nested(20_000), new Raw(`[${'0,'.repeat(30_000)}0]`)],
]

/** Keys that mean something to JavaScript. */
const STRANGE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'length', '', '0']

const MOST_CHANGES = 3

/** JSON text of a value in which one to three places were changed, taken out or doubled. */
export const mutatedJson = (random: RandomSource, value: unknown): string =>
  written(changedInPlaces(random, value))

/** A record in which one to three places were changed, its arrays of numbers included. */
export const mutatedRecord = (random: RandomSource, record: unknown): unknown =>
  plain(changedInPlaces(random, record))

/** A record with another small number in one of its arrays of weights: changed, and as sound as before. */
export function nudgedRecord<Made>(random: RandomSource, record: Made): Made {
  const changed = structuredClone(record)
  const arrays: Float32Array[] = []
  const look = (part: unknown): void => {
    if (part instanceof Float32Array) arrays.push(part)
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(look)
  }
  look(changed)
  const floats = oneOf(random, arrays)
  floats[below(random, floats.length)] = random() - 0.5
  return changed
}

function changedInPlaces(random: RandomSource, value: unknown): unknown {
  let changed: unknown = structuredClone(value)
  for (let change = below(random, MOST_CHANGES) + 1; change > 0; change--) {
    changed = changedSomewhere(random, changed)
  }
  return changed
}

/** What raw text says, or the text where that is no JSON. */
function plain(value: unknown): unknown {
  if (value instanceof Raw) {
    try {
      return JSON.parse(value.text)
    } catch {
      return value.text
    }
  }
  if (ArrayBuffer.isView(value) || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}

/** Walks down to a random place, one level at a time, and changes what is there. */
function changedSomewhere(random: RandomSource, value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Float64Array) {
    return changedFloats(random, value)
  }
  if (value instanceof Raw || typeof value !== 'object' || value === null) {
    return changedValue(random, value)
  }
  if (random() < 0.12) return changedValue(random, value)
  if (Array.isArray(value)) return changedList(random, value)
  const entries = Object.entries(value)
  const at = below(random, entries.length + 1)
  const entry = entries[at]
  // With fromEntries, `__proto__` becomes a property like any other, as it does in JSON.parse.
  if (entry === undefined || random() < 0.1) {
    return Object.fromEntries([...entries, [oneOf(random, STRANGE_KEYS), oneOf(random, STRANGE)]])
  }
  if (random() < 0.1) return Object.fromEntries(entries.toSpliced(at, 1))
  const [key, inner] = entry
  const renamed = random() < 0.08 ? oneOf(random, STRANGE_KEYS) : key
  return Object.fromEntries(entries.with(at, [renamed, changedSomewhere(random, inner)]))
}

function changedList(random: RandomSource, list: readonly unknown[]): readonly unknown[] {
  if (list.length === 0) return [oneOf(random, STRANGE)]
  const at = below(random, list.length)
  const kind = random()
  if (kind < 0.08) return list.toSpliced(at, 1)
  if (kind < 0.16) return list.toSpliced(at, 0, list[at])
  if (kind < 0.2) return list.flatMap((each) => Array<unknown>(50).fill(each))
  return list.with(at, changedSomewhere(random, list[at]))
}

const STRANGE_NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, -3.4e38, 1e6, -1, 0.5]

function changedFloats(random: RandomSource, floats: Float32Array | Float64Array): unknown {
  const kind = random()
  if (kind < 0.2) return floats.slice(0, below(random, floats.length + 1))
  if (kind < 0.3) return oneOf(random, [[...floats], new Uint8Array(floats.length), {}])
  if (floats.length > 0) floats[below(random, floats.length)] = oneOf(random, STRANGE_NUMBERS)
  return floats
}

function changedValue(random: RandomSource, value: unknown): unknown {
  if (typeof value === 'number' && random() < 0.4) {
    return oneOf(random, [value + 1, value - 1, -value, value * 2, value * 2 ** 31, value / 3])
  }
  if (typeof value === 'string' && random() < 0.4) {
    const at = below(random, value.length + 1)
    return value.slice(0, at) + String.fromCharCode(below(random, 128)) + value.slice(at + 1)
  }
  return oneOf(random, STRANGE)
}

/** As `JSON.stringify` writes it, raw text as it is. */
function written(value: unknown): string {
  if (value instanceof Raw) return value.text
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([key, each]) => `${JSON.stringify(key)}:${written(each)}`,
    )
    return `{${fields.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
