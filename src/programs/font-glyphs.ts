import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import opentype, { type Font, type PathCommand } from 'opentype.js'
import { LOOKALIKES } from '../core/rubbish/written-letters'
import type { Outline } from './outline-fill'

/** Fonts of the Fontsource packages: handwriting of many hands, and two round plain ones. */
const FONTS = [
  'annie-use-your-telescope',
  'architects-daughter',
  'caveat',
  'coming-soon',
  'covered-by-your-grace',
  'gloria-hallelujah',
  'handlee',
  'indie-flower',
  'just-another-hand',
  'kalam',
  'nothing-you-could-do',
  'nunito',
  'over-the-rainbow',
  'patrick-hand',
  'quicksand',
  'reenie-beanie',
  'schoolbell',
  'shadows-into-light',
  'waiting-for-the-sunrise',
  'zeyada',
] as const

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const SIGNS = '&?+=@#%*<>~€£'

/** Every letter and sign that is no digit's form. */
const CHARACTERS = [...LETTERS, ...SIGNS].filter(
  (character) => !Object.values(LOOKALIKES).some((like) => like.includes(character)),
)

/** A letter or sign of a font. */
export interface Glyph {
  readonly font: string
  readonly character: string
  readonly outline: Outline
}

/** The glyphs of all fonts. @throws {Error} If a font is not installed. */
export function readGlyphs(): readonly Glyph[] {
  return FONTS.flatMap((font) => {
    const opened = openFont(font)
    return CHARACTERS.filter((character) => opened.charToGlyphIndex(character) > 0)
      .map((character) => ({ font, character, outline: outlineOf(opened, character) }))
      .filter(({ outline }) => outline.length > 0)
  })
}

function openFont(name: string): Font {
  const file = `@fontsource/${name}/files/${name}-latin-400-normal.woff`
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = Uint8Array.from(readFileSync(createRequire(import.meta.url).resolve(file)))
  } catch (cause) {
    throw new Error(`openFont: ${file} cannot be read; run npm ci`, { cause })
  }
  return opentype.parse(bytes.buffer)
}

/** Any size does: outlines are fitted before they are filled. */
const FONT_SIZE = 100

function outlineOf(font: Font, character: string): Outline {
  const contours: number[][] = []
  for (const command of font.getPath(character, 0, 0, FONT_SIZE).commands) {
    if (command.type === 'M') contours.push([command.x, command.y])
    else contours.at(-1)?.push(...flattened(command, contours.at(-1)!.slice(-2)))
  }
  return contours.filter((points) => points.length >= 6)
}

/** Pieces that a curve is drawn with. */
const PIECES = 8

/** Points on a piece of outline after its first. */
function flattened(command: PathCommand, from: readonly number[]): number[] {
  if (command.type === 'Z' || command.type === 'M') return []
  if (command.type === 'L') return [command.x, command.y]
  const { x1, y1, x, y } = command
  const controls =
    command.type === 'Q'
      ? [from[0]!, from[1]!, x1, y1, x, y]
      : [from[0]!, from[1]!, x1, y1, command.x2, command.y2, x, y]
  return Array.from({ length: PIECES }, (_, piece) => bezier(controls, (piece + 1) / PIECES)).flat()
}

/** De Casteljau's construction. */
function bezier(controls: readonly number[], t: number): number[] {
  if (controls.length === 2) return [...controls]
  const nearer = controls
    .slice(0, -2)
    .map((value, index) => value + t * (controls[index + 2]! - value))
  return bezier(nearer, t)
}
