import { element, type Figure, figure, text } from './svg'

const MARGIN = 16
/** Controls and what is not seen: no part of a picture. */
const LEFT_OUT =
  '.network-foot, .legend, .save-place, select, input, nav, summary, [hidden], .visually-hidden'
/** Of a line's height, how far its base line lies under its top. */
const BASE_LINE = 0.78

/**
 * A panel as it lies on the page, in the page's colours: its canvases as images, its words as text.
 *
 * @param panel - On the page, painted.
 */
export function panelFigure(panel: Element): Figure {
  const frame = panel.getBoundingClientRect()
  const left = frame.left - MARGIN
  const top = frame.top - MARGIN
  const images = [...panel.querySelectorAll('canvas')].filter(isSeen).map((canvas) => {
    const { x, y, width, height } = canvas.getBoundingClientRect()
    const href = canvas.toDataURL()
    const style = `image-rendering:${getComputedStyle(canvas).imageRendering}`
    return element('image', { x: x - left, y: y - top, width, height, href, style })
  })
  const words = textsOf(panel).flatMap((node) => wordsOf(node, left, top))
  return figure(
    frame.width + 2 * MARGIN,
    frame.height + 2 * MARGIN,
    images.join('') + words.join(''),
    getComputedStyle(document.documentElement).backgroundColor,
  )
}

const isSeen = (part: Element): boolean =>
  part.closest(LEFT_OUT) === null && part.checkVisibility({ visibilityProperty: true })

function textsOf(panel: Element): readonly Text[] {
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (node instanceof Text && parent !== null && isSeen(parent)) found.push(node)
  }
  return found
}

/** Word by word, so that lines break where the page breaks them. */
function wordsOf(node: Text, left: number, top: number): readonly string[] {
  const parent = node.parentElement
  if (parent === null) return []
  const { fontSize, fontWeight, color } = getComputedStyle(parent)
  return [...node.data.matchAll(/\S+/g)].map((word) => {
    const range = document.createRange()
    range.setStart(node, word.index)
    range.setEnd(node, word.index + word[0].length)
    const { x, y, width, height } = range.getBoundingClientRect()
    return text(x - left, y - top + height * BASE_LINE, word[0], {
      'font-size': fontSize,
      'font-weight': fontWeight,
      textLength: width,
      lengthAdjust: 'spacingAndGlyphs',
      fill: color,
    })
  })
}
