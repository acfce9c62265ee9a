import { type Box, frameOf, legendColours, legendOf, marksOf } from './figure-marks'
import { element, type Figure, figure, text } from './svg'

const MARGIN = 16
/** Controls and what is not seen: no part of a picture. The layer or unit that is looked at stays. */
const LEFT_OUT = [
  'nav .link, nav svg, button:not(.layer-opener, [aria-current]), select, input, .segments',
  '.choice-label, .readout, .save-place, summary, [hidden], .visually-hidden',
].join()
/** Of a line's height, how far its base line lies under its top. */
const BASE_LINE = 0.78

/**
 * A panel as it lies on the page, in the page's colours: its canvases as images with the marks over
 * them, its legend, its words as text.
 *
 * @param panel - On the page, painted.
 */
export function panelFigure(panel: HTMLElement): Figure {
  // Where a head keeps to the window's edge it would lie over what has scrolled there.
  panel.dataset.unstuck = ''
  try {
    return unstuckFigure(panel)
  } finally {
    delete panel.dataset.unstuck
  }
}

function unstuckFigure(panel: HTMLElement): Figure {
  const frame = panel.getBoundingClientRect()
  const left = frame.left - MARGIN
  const top = frame.top - MARGIN
  const boxOf = (part: Element): Box => {
    const { x, y, width, height } = part.getBoundingClientRect()
    return { x: x - left, y: y - top, width, height }
  }
  // In the order of the page, so that marks lie over their pictures.
  const seen = [...panel.querySelectorAll(DRAWN)].filter(isSeen)
  const texts = textsOf(panel)
  const parts = seen.map((part) => drawn(part, boxOf(part)))
  const words = texts.flatMap((node) => wordsOf(node, left, top))
  // Controls at the lower edge are left out with their room.
  const bottoms = [...seen, ...texts.map(({ parentElement }) => parentElement ?? panel)].map(
    (part) => part.getBoundingClientRect().bottom,
  )
  const bottom = Math.min(frame.bottom, Math.max(...bottoms))
  return figure(
    frame.width + 2 * MARGIN,
    bottom - frame.top + 2 * MARGIN,
    element('defs', {}, legendColours()) + parts.join('') + words.join(''),
    getComputedStyle(document.documentElement).backgroundColor,
  )
}

const DRAWN = 'canvas, svg, .unit-marker, .term-marker, .legend-colours'

function drawn(part: Element, box: Box): string {
  if (part instanceof SVGSVGElement) return marksOf(part, box)
  if (part.matches('.legend-colours')) return legendOf(box)
  if (!(part instanceof HTMLCanvasElement)) return frameOf(part, box)
  const isFramed = getComputedStyle(part.parentElement ?? part).boxShadow !== 'none'
  const edge = { ...box, fill: 'none', stroke: '#857f73', 'stroke-width': 0.5 }
  const style = `image-rendering:${getComputedStyle(part).imageRendering}`
  const image = element('image', { ...box, href: part.toDataURL(), style })
  return isFramed ? image + element('rect', edge) : image
}

const isSeen = (part: Element): boolean =>
  part.closest(LEFT_OUT) === null && part.checkVisibility({ visibilityProperty: true })

function textsOf(panel: Element): readonly Text[] {
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!(node instanceof Text) || parent === null) continue
    if (/\S/.test(node.data) && isSeen(parent)) found.push(node)
  }
  return found
}

/** Word by word, so that lines break where the page breaks them. */
function wordsOf(node: Text, left: number, top: number): readonly string[] {
  const parent = node.parentElement
  if (parent === null) return []
  const { fontSize, fontWeight, color } = getComputedStyle(parent)
  return [...node.data.matchAll(/\S+/g)]
    .flatMap(({ 0: word, index }) => unbroken(node, index, word))
    .map((range) => {
      const { x, y, width, height } = range.getBoundingClientRect()
      return text(x - left, y - top + height * BASE_LINE, String(range), {
        'font-size': fontSize,
        'font-weight': fontWeight,
        textLength: width,
        lengthAdjust: 'spacingAndGlyphs',
        fill: color,
      })
    })
}

/** A word where it stands; one that the page breaks, as Chinese has no spaces, line by line. */
function unbroken(node: Text, index: number, word: string): readonly Range[] {
  const range = (start: number, end: number): Range => {
    const part = document.createRange()
    part.setStart(node, start)
    part.setEnd(node, end)
    return part
  }
  const whole = range(index, index + word.length)
  if (whole.getClientRects().length < 2) return [whole]
  const lines: { start: number; end: number; top: number }[] = []
  let start = index
  for (const letter of word) {
    const end = start + letter.length
    const { top } = range(start, end).getBoundingClientRect()
    const line = lines.at(-1)
    if (line !== undefined && Math.abs(line.top - top) < 1) line.end = end
    else lines.push({ start, end, top })
    start = end
  }
  return lines.map((line) => range(line.start, line.end))
}
