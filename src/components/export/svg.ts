/** A picture for a file. */
export interface Figure {
  /** In pixels of the page. */
  readonly width: number
  readonly height: number
  /** The text of an SVG file. */
  readonly svg: string
}

type Attributes = Readonly<Record<string, string | number>>

/** An element with its children, which are SVG already. */
export function element(name: string, attributes: Attributes, children = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(shortened(value))}"`)
    .join('')
  return `<${name}${written}>${children}</${name}>`
}

/** Words at the left end, or the middle or right end by `text-anchor`, of their base line. */
export const text = (x: number, y: number, words: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(words))

export const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans SC", sans-serif'

/** A whole file, by default on white, whatever the page's theme. */
export function figure(width: number, height: number, children: string, paper = '#ffffff'): Figure {
  const size = { width: Math.ceil(width), height: Math.ceil(height) }
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${size.width} ${size.height}`,
    ...size,
    'font-family': FONT,
    'font-size': 12,
    fill: '#22252b',
  }
  const ground = element('rect', { ...size, fill: paper })
  return { ...size, svg: element('svg', attributes, ground + children) }
}

/** A hundredth of a pixel is enough. */
const shortened = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : value

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escaped = (words: string): string =>
  // Control characters are not XML, not even as entities.
  words.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (letter) => ENTITIES[letter]!)
