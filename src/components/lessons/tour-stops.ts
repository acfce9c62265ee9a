import type { LayerUnit, Unit } from '../../core/explain/unit'
import { BRUSH_WIDTHS, type Drawing } from '../../core/ink/drawing'
import { drawingFromPenStrokes } from '../../core/ink/pen-strokes'
import { IMAGE_SIDE, type LayerName } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import {
  type InspectionStore,
  inspectionClosed,
  layerChosen,
  pointAt,
  unitChosen,
} from '../inspect/inspection'

/** From pixel to answer. */
export const STOPS = ['draw', 'pixels', 'C1', 'C3', 'F6', 'output'] as const
export type Stop = (typeof STOPS)[number]

/** The digit that the tour is about. */
export const TOUR_DIGIT = 7

/** C1's third. */
export const TOUR_MAP = 2

export type Reading = NonNullable<LabState['reading']>

interface StopPlace {
  /** The panel that the stop points at: it is framed, and in view. */
  readonly anchor: string
  /** What it points at instead while that is on the page. */
  readonly within?: string
  /** Beside what the card stands while that is on the page, where not beside what it points at. */
  readonly beside?: string
  readonly side: 'left' | 'right' | 'bottom'
}

export const PLACES: Readonly<Record<Stop, StopPlace>> = {
  draw: { anchor: '.draw', side: 'right' },
  // Beside it are the layers, of which it speaks too.
  pixels: { anchor: '.stages', side: 'bottom' },
  C1: { anchor: '[data-testid="layer-C1"]', side: 'right' },
  C3: { anchor: '[data-testid="layer-C3"]', within: '.kernels-picture', side: 'right' },
  // C5 is spoken of, too.
  F6: { anchor: '[data-testid="layer-F6"]', beside: '.term-picture', side: 'right' },
  output: { anchor: '[data-testid="layer-output"]', side: 'left' },
}

/** Brings the page to a stop: opens what it is about, and points at it. */
export function drive(stop: Stop, reading: Reading | null, inspection: InspectionStore): void {
  if (reading === null || stop === 'draw' || stop === 'pixels') {
    inspectionClosed(inspection)
    pointAt(inspection, reading !== null && stop === 'pixels' ? inkedPixel(reading) : null, false)
    return
  }
  if (stop === 'C3') {
    layerChosen(inspection, 'C3')
    pointAt(inspection, null, false)
    return
  }
  const unit = unitShown(stop, reading)
  unitChosen(inspection, unit)
  pointAt(inspection, unit, false)
}

/** The unit that a stop opens: the strongest of its layer or map, and of the output the answer. */
export function unitShown(stop: 'C1' | 'F6' | 'output', reading: Reading): LayerUnit {
  if (stop === 'output') return { plane: 'output', map: reading.digit, row: 0, column: 0 }
  return stop === 'C1' ? strongest(reading, 'C1', TOUR_MAP) : strongest(reading, 'F6', null)
}

/** The value of a unit, after its activation. */
export function valueAt(reading: Reading, { plane, map, row, column }: LayerUnit): number {
  const { side, post } = layerOf(reading, plane)
  return post[(map * side + row) * side + column]!
}

/** A 7 as a pen writes it, in any unit. */
const SEVEN = [[2, 4, 30, 0, 62, 3, 60, 10, 44, 40, 30, 70, 22, 96]]

export const sampleDrawing = (): Drawing => drawingFromPenStrokes(SEVEN, BRUSH_WIDTHS.medium, 40)

function layerOf({ layers }: Reading, name: LayerName): Reading['layers'][number] {
  const layer = layers.find((candidate) => candidate.name === name)
  if (layer === undefined) throw new RangeError(`layerOf: needs ${name}, got a reading without it`)
  return layer
}

/** @param map - The map to look in; null for all. */
function strongest(reading: Reading, plane: LayerName, map: number | null): LayerUnit {
  const { side, post } = layerOf(reading, plane)
  const size = side ** 2
  const first = map === null ? 0 : map * size
  const values = map === null ? post : post.subarray(first, first + size)
  let best = 0
  for (const [index, value] of values.entries()) {
    if (Math.abs(value) > Math.abs(values[best]!)) best = index
  }
  const index = first + best
  return {
    plane,
    map: Math.floor(index / size),
    row: Math.floor((index % size) / side),
    column: index % side,
  }
}

/** Of the most inked pixels the one nearest to the middle. */
function inkedPixel({ stages }: Reading): Unit {
  const { ink } = stages.image
  const middle = (IMAGE_SIDE - 1) / 2
  let best = { worth: Number.NEGATIVE_INFINITY, row: 0, column: 0 }
  for (const [index, value] of ink.entries()) {
    const [row, column] = [Math.floor(index / IMAGE_SIDE), index % IMAGE_SIDE]
    const distance = Math.hypot(row - middle, column - middle) / IMAGE_SIDE
    const worth = value - distance
    if (worth > best.worth) best = { worth, row, column }
  }
  return { plane: 'image', map: 0, row: best.row, column: best.column }
}
