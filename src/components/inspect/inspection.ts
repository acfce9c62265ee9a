import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Blocks } from '../../core/explain/sight'
import type { LayerUnit, Plane, Unit } from '../../core/explain/unit'
import type { LayerName } from '../../core/network/description'
import type { PadReading } from '../../worker/protocol'

/**
 * How deep one looks: all layers, one layer with its weights, one unit with its sum; or at the answer,
 * why it is this one, and how it compares with another.
 */
export type Depth = 'overview' | 'layer' | 'unit' | AnswerDepth
export type AnswerDepth = 'why' | 'compare'

/** Where weights came from, as far as a reader can tell them apart by it. */
export type WeightsOrigin =
  | { readonly kind: 'shipped' | 'hand' }
  | { readonly kind: 'opened'; readonly file: string }
  /** What a run has reached, or a frame of its film. */
  | {
      readonly kind: 'run' | 'film'
      /** Counted on this page; 1 for the first. */
      readonly run: number
      /** 1 for the first. */
      readonly epoch: number
      /** 0 before the first. */
      readonly step: number
    }

/** A reading that others are compared with. */
export interface Pin {
  readonly reading: PadReading
  /** What had less evidence was no digit to its weights. */
  readonly leastEvidence: number
  /** Of its weights; null where that is not known. */
  readonly origin: WeightsOrigin | null
}

/** One term of a unit's sum, as it is pointed at. */
export interface PointedTerm {
  /** Its place in the sum's `inputs`, `weights` and `products`. */
  readonly index: number
  /** The unit or pixel that it reads. */
  readonly input: Unit
}

export interface Inspection {
  /** The unit under the pointer or the keyboard's cursor, or null. */
  readonly pointed: Unit | null
  /** Moved by keys: then a screen reader should hear the value. */
  readonly byKeys: boolean
  readonly depth: Depth
  /** What is looked into: its layer, or the unit itself. Kept while nothing is. */
  readonly chosen: LayerUnit
  readonly term: PointedTerm | null
  /** What a weight, a kernel or a connection that is pointed at has to do with. */
  readonly lit: Blocks | null
  /** Kept while nothing is compared. */
  readonly pin: Pin | null
}

export type InspectionStore = StoreApi<Inspection>

export const createInspection = (): InspectionStore =>
  createStore<Inspection>(() => ({
    pointed: null,
    byKeys: false,
    depth: 'overview',
    chosen: { plane: 'C1', map: 0, row: 0, column: 0 },
    term: null,
    lit: null,
    pin: null,
  }))

export const InspectionContext = createContext<InspectionStore | null>(null)

export function useInspectionStore(): InspectionStore {
  const store = use(InspectionContext)
  if (store === null) throw new Error('useInspectionStore: needs its context above, got none')
  return store
}

export function useInspection<Part>(part: (inspection: Inspection) => Part): Part {
  return useStore(useInspectionStore(), part)
}

export const isSameUnit = (one: Unit | null, other: Unit | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.plane === other.plane &&
    one.map === other.map &&
    one.row === other.row &&
    one.column === other.column)

/** No term, kernel or connection is pointed at. */
export const NOTHING_LIT = { term: null, lit: null } as const satisfies Partial<Inspection>

/** Points at a unit, or at none; one that is pointed at already changes nothing. */
export function pointAt(store: InspectionStore, pointed: Unit | null, byKeys: boolean): void {
  if (!isSameUnit(store.getState().pointed, pointed)) store.setState({ pointed, byKeys })
}

/**
 * The chosen unit where its own plane marks it: while its sum is open, and among single units while
 * their layer is, which shows its weights.
 */
export function unitMarked(
  { depth, chosen }: Inspection,
  { plane, side }: { readonly plane: Plane; readonly side: number },
): LayerUnit | null {
  const isMarked = depth === 'unit' || (depth === 'layer' && side === 1)
  return isMarked && chosen.plane === plane ? chosen : null
}

/** Opens the sum of a unit. */
export function unitChosen(store: InspectionStore, chosen: LayerUnit): void {
  store.setState({ depth: 'unit', chosen, ...NOTHING_LIT })
}

/**
 * A click on a unit opens its sum; where its layer is open and shows the weights of another one, the
 * first click keeps this one there.
 *
 * @param side - Units across its map.
 */
export function unitPressed(store: InspectionStore, unit: LayerUnit, side: number): void {
  const state = store.getState()
  const marked = unitMarked(state, { plane: unit.plane, side })
  if (state.depth === 'layer' && marked !== null && marked.map !== unit.map) unitKept(store, unit)
  else unitChosen(store, unit)
}

/** Of what is open another unit is the chosen one, and stays so when nothing is pointed at. */
export function unitKept(store: InspectionStore, unit: LayerUnit): void {
  const { depth, chosen } = store.getState()
  if (depth === 'unit') unitChosen(store, unit)
  else if (depth === 'layer' && chosen.plane === unit.plane) store.setState({ chosen: unit })
}

/** Opens a layer; of its units the one stays chosen that was. */
export function layerChosen(store: InspectionStore, plane: LayerName): void {
  const { chosen } = store.getState()
  const kept = chosen.plane === plane ? chosen : { plane, map: 0, row: 0, column: 0 }
  store.setState({ depth: 'layer', chosen: kept, ...NOTHING_LIT })
}

/** Looks at the answer. */
export function answerChosen(store: InspectionStore, depth: AnswerDepth): void {
  store.setState({ depth, ...NOTHING_LIT })
}

export function inspectionClosed(store: InspectionStore): void {
  store.setState({ depth: 'overview', ...NOTHING_LIT })
}
