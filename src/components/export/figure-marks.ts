import { LEGEND_STOPS } from '../inspect/signed-colours'
import { element } from './svg'

/** Where an element lies on the figure, in pixels of the page. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const DRAWN = 'path, rect, line, circle'

/**
 * The marks that an `<svg>` of the page draws over a picture: frames, strokes, outlines. Lines stay as
 * wide as they are on the page, whatever they are scaled by.
 */
export function marksOf(svg: SVGSVGElement, box: Box): string {
  const { width: across, height: down } = svg.viewBox.baseVal
  if (across === 0 || down === 0) return ''
  const scale = box.width / across
  const shapes = [...svg.querySelectorAll<SVGGraphicsElement>(DRAWN)].map((shape) => {
    const style = getComputedStyle(shape)
    const dashes = style.strokeDasharray
      .split(/[ ,]+/)
      .map((dash) => Number.parseFloat(dash) / scale)
    const isDashed = style.strokeDasharray !== 'none' && dashes.every(Number.isFinite)
    return element(shape.tagName, {
      ...geometryOf(shape),
      fill: style.fill,
      'fill-opacity': style.fillOpacity,
      stroke: style.stroke,
      'stroke-opacity': style.strokeOpacity,
      'stroke-width': Number.parseFloat(style.strokeWidth) / scale,
      ...(isDashed && { 'stroke-dasharray': dashes.join(' ') }),
    })
  })
  const ground = getComputedStyle(svg).backgroundColor
  const isClear = /^(transparent|rgba\(.*, 0\))$/.test(ground)
  const behind = isClear ? '' : element('rect', { ...box, fill: ground })
  const place = `translate(${box.x} ${box.y}) scale(${scale} ${box.height / down})`
  return behind + element('g', { transform: place }, shapes.join(''))
}

const GEOMETRY = ['d', 'x', 'y', 'width', 'height', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r']

const geometryOf = (shape: Element): Readonly<Record<string, string>> =>
  Object.fromEntries(
    GEOMETRY.flatMap((name) => {
      const value = shape.getAttribute(name)
      return value === null ? [] : [[name, value]]
    }),
  )

/** The frame around what is pointed at: black in white. */
export function frameOf(frame: Element, { x, y, width, height }: Box): string {
  const line = Number.parseFloat(getComputedStyle(frame).borderTopWidth)
  const box = {
    x: x + line / 2,
    y: y + line / 2,
    width: width - line,
    height: height - line,
    fill: 'none',
  }
  return (
    element('rect', { ...box, stroke: '#fff', 'stroke-width': line + 2 }) +
    element('rect', { ...box, stroke: '#000', 'stroke-width': line })
  )
}

const LEGEND = 'legend'

/** What the legends of a figure are filled with; once in a file. */
export const legendColours = (): string =>
  element(
    'linearGradient',
    { id: LEGEND },
    LEGEND_STOPS.map((colour, stop) =>
      element('stop', { offset: stop / (LEGEND_STOPS.length - 1), 'stop-color': colour }),
    ).join(''),
  )

export const legendOf = (box: Box): string =>
  element('rect', {
    ...box,
    rx: 2,
    fill: `url(#${LEGEND})`,
    stroke: '#857f73',
    'stroke-width': 0.5,
  })
