import { PAD_SIDE, type Stroke, type StrokePoint } from '../core/ink/drawing'
import { simplified } from '../core/ink/simplified'
import { isPaintable } from '../core/ink/stroke-area'
import { bytesFromBase64, bytesToBase64 } from './base64'

/*
 * Strokes as a few letters of an address: a version, then base64url of
 *   for each stroke   points × 4 + pressure varies × 2 + eraser, width in fifths, then
 *   for each point    x and y in quarters of a pad unit, as differences to the point before, and
 *                     where it varies a byte of pressure.
 * Numbers are LEB128, differences zigzag.
 */
const VERSION = '1'
/** Longer addresses are cut by some programs that pass them on. */
export const MOST_CODE_CHARACTERS = 4000

const WIDTH_STEPS = 5
const WIDEST = 100
const POINT_STEPS = 4
/** Points further from the pad than its own side draw nothing on it. */
const FARTHEST = 2 * PAD_SIDE
const USUAL_PRESSURE = 0.5
const PRESSURE_STEPS = 255
/** How far a point that is left out may lie from its line, in pad units. */
const TOLERANCE = 0.4
const MOST_NUMBER = 2 ** 20

/**
 * Strokes as letters that any address may hold; points that their neighbours' line passes are left out.
 *
 * @returns Null where they are more than an address can carry.
 */
export function strokesToCode(strokes: readonly Stroke[]): string | null {
  const bytes: number[] = []
  for (const { tool, width, points } of strokes) {
    const kept = simplified(points, TOLERANCE)
    const varies = kept.some(({ pressure }) => pressure !== USUAL_PRESSURE)
    writeNumber(bytes, kept.length * 4 + (varies ? 2 : 0) + (tool === 'eraser' ? 1 : 0))
    writeNumber(bytes, Math.max(Math.min(Math.round(width * WIDTH_STEPS), WIDEST * WIDTH_STEPS), 1))
    let [beforeX, beforeY] = [0, 0]
    for (const { x, y, pressure } of kept) {
      const [nextX, nextY] = [inSteps(x), inSteps(y)]
      writeNumber(bytes, zigzag(nextX - beforeX))
      writeNumber(bytes, zigzag(nextY - beforeY))
      if (varies) bytes.push(Math.round(Math.max(Math.min(pressure, 1), 0) * PRESSURE_STEPS))
      ;[beforeX, beforeY] = [nextX, nextY]
    }
  }
  const letters = bytesToBase64(Uint8Array.from(bytes))
  const code = VERSION + letters.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  return code.length > MOST_CODE_CHARACTERS ? null : code
}

/** The strokes of a code; null where it is none, or one of strokes that take long to paint. */
export function strokesFromCode(code: string): readonly Stroke[] | null {
  if (code.length > MOST_CODE_CHARACTERS || !/^1[\w-]+$/.test(code)) return null
  try {
    const letters = code.slice(VERSION.length).replaceAll('-', '+').replaceAll('_', '/')
    const strokes = readStrokes(bytesFromBase64(letters))
    return isPaintable(strokes) ? strokes : null
  } catch {
    return null
  }
}

/** @throws {RangeError} If the bytes are no strokes. */
function readStrokes(bytes: Uint8Array): readonly Stroke[] {
  let at = 0
  const readByte = () => bytes[at++] ?? refuse()
  const readNumber = () => {
    let value = 0
    for (let place = 1; place < MOST_NUMBER; place *= 128) {
      const byte = readByte()
      value += (byte % 128) * place
      if (byte < 128) return value
    }
    return refuse()
  }
  const strokes: Stroke[] = []
  while (at < bytes.length) {
    const head = readNumber()
    const width = readNumber() / WIDTH_STEPS
    const count = Math.floor(head / 4)
    // Two bytes a point at least: what claims more than there is must not make room for it.
    if (count === 0 || count * 2 > bytes.length - at || width === 0 || width > WIDEST) refuse()
    const varies = Math.floor(head / 2) % 2 === 1
    let [x, y] = [0, 0]
    const points = Array.from({ length: count }, (): StrokePoint => {
      x += unzigzag(readNumber()) / POINT_STEPS
      y += unzigzag(readNumber()) / POINT_STEPS
      if (Math.abs(x) > FARTHEST || Math.abs(y) > FARTHEST) refuse()
      return { x, y, pressure: varies ? readByte() / PRESSURE_STEPS : USUAL_PRESSURE }
    })
    strokes.push({ tool: head % 2 === 1 ? 'eraser' : 'pen', width, points })
  }
  return strokes
}

function refuse(): never {
  throw new RangeError('readStrokes: needs the bytes of strokes, got others')
}

const inSteps = (coordinate: number): number =>
  Math.round(Math.max(Math.min(coordinate, FARTHEST), -FARTHEST) * POINT_STEPS)

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2)

function writeNumber(bytes: number[], value: number): void {
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128))
  bytes.push(rest)
}
