import type { StoreApi } from 'zustand/vanilla'
import { isBare } from '../core/ink/drawing'
import { addStroke } from '../core/ink/drawing-history'
import type { DrawingPlace, DrawingShelf, KeptDrawing, TabPads } from '../storage/drawing-shelf'
import type { KeptPad } from '../storage/kept-drawing'
import type { LeftDrawings } from '../storage/left-drawings'
import { type DrawingSlice, isPadBare } from './drawing-slice'
import type { LabStore } from './lab-store'
import { numberPadOf } from './number-pad'
import { PADS, type Pad } from './view-slice'

/** After a drawing was saved it is not saved again for so many milliseconds; the first stroke after a rest is at once. */
const SAVE_INTERVAL = 400

export interface DrawingKeeperParts {
  readonly lab: LabStore
  openDrawings(): Promise<DrawingShelf>
  /** Takes what the database would have too late. */
  readonly left: LeftDrawings
  /** This tab's name, which is one of `kept` where this tab comes after it. */
  takeTab(kept: readonly string[]): Promise<string>
  /** Gives this tab another name. */
  renameTab(tab: string): void
  newTab(): string
  /** Calls when the page is hidden, frozen or left. */
  onLeaving(listener: () => void): void
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * Brings back what was on this tab's pads, and keeps them from then on. Whoever has begun to draw
 * meanwhile is offered the drawing of before instead.
 */
export async function keepDrawings(parts: DrawingKeeperParts): Promise<void> {
  const shelf = parts.openDrawings()
  try {
    saveChanges(parts, shelf, await broughtBack(parts, await shelf))
  } catch {
    // Denied: saving will find the same, and tell of it once there is something to lose.
    saveChanges(parts, shelf, { tab: parts.newTab(), revision: 0, ...NOTHING })
  }
}

/** Where the tab's pads are to be kept, and what of them is kept there already. */
type Beginning = DrawingPlace & TabPads

const NOTHING: TabPads = { digit: null, number: null }

/** The store that holds a pad. */
interface PadStore extends Pick<StoreApi<DrawingSlice>, 'getState' | 'subscribe'> {
  setState(change: Partial<DrawingSlice>): void
}

const padsOf = (lab: LabStore): Readonly<Record<Pad, PadStore>> => ({
  digit: lab,
  number: numberPadOf(lab),
})

async function broughtBack(
  { lab, left, takeTab, renameTab, newTab }: DrawingKeeperParts,
  shelf: DrawingShelf,
): Promise<Beginning> {
  // First: it throws away what is too old, where the database is denied too.
  const leftBefore = left.all()
  const { drawings } = await shelf.all()
  const newest = newestOfTabs(drawings, leftBefore)
  const tab = await takeTab(newest.map((drawing) => drawing.tab))
  const kept = drawings.find((drawing) => drawing.tab === tab) ?? { tab, revision: 0, ...NOTHING }
  const found = newest.find((drawing) => drawing.tab === tab)
  if (found === undefined) return kept
  const areAllBack = PADS.map((pad) => putBack(lab, pad, found)).every((isBack) => isBack)
  if (areAllBack) return kept
  // It stays where it is, and what is drawn now is kept beside it.
  const fresh = { tab: newTab(), revision: 0, ...NOTHING }
  renameTab(fresh.tab)
  return fresh
}

/** Each tab's pads as they were kept, or as it was left before they could be; newest first. */
function newestOfTabs(
  kept: readonly KeptDrawing[],
  left: readonly KeptDrawing[],
): readonly KeptDrawing[] {
  const newest = new Map(kept.map((drawing) => [drawing.tab, drawing]))
  for (const drawing of left) {
    const { tab, revision } = drawing
    if (revision > (newest.get(tab)?.revision ?? 0)) newest.set(tab, drawing)
  }
  return [...newest.values()].toSorted((one, other) => other.saved - one.saved)
}

/** Puts a kept drawing on a pad that is as it was opened; offers it where the pad is not. */
function putBack(lab: LabStore, pad: Pad, kept: KeptDrawing): boolean {
  const drawing = kept[pad]
  if (drawing === null) return true
  const store = padsOf(lab)[pad]
  if (isUntouched(store.getState())) {
    store.setState(drawing)
    return true
  }
  const { present } = drawing.history
  if (isBare(present)) return true
  const offer = { kind: 'putBack', pad, drawing: present } as const
  lab.getState().noticeGiven('info', 'drawingFound', { name: pad }, offer)
  return false
}

const isUntouched = (state: DrawingSlice): boolean =>
  isPadBare(state) && state.history.past.length === 0 && state.history.future.length === 0

/** Saves the pads at each change that comes after a rest, soon after others, and when the page is left. */
function saveChanges(
  { lab, left, renameTab, onLeaving, now }: DrawingKeeperParts,
  opening: Promise<DrawingShelf>,
  first: Beginning,
): void {
  let place: DrawingPlace = first
  let rest: ReturnType<typeof setTimeout> | null = null
  let isSaving = false
  let isUnsaved = false
  const stores = padsOf(lab)
  const pads = (): TabPads => ({ digit: written(stores.digit), number: written(stores.number) })

  const put = async () => {
    isUnsaved = false
    try {
      const next = await (await opening).put(place, now(), pads())
      if (!isUnsaved) left.remove(place.tab)
      if (next.tab !== place.tab) renameTab(next.tab)
      place = next
    } catch {
      lab.getState().noticeGiven('warning', 'drawingNotKept')
    }
  }
  const save = () => {
    if (!isUnsaved || isSaving) return
    if (rest !== null) clearTimeout(rest)
    isSaving = true
    void put().finally(() => {
      isSaving = false
      rest = setTimeout(() => {
        rest = null
        save()
      }, SAVE_INTERVAL)
    })
  }
  const changed = () => {
    isUnsaved = true
    if (rest === null) save()
  }

  for (const pad of PADS) {
    const store = stores[pad]
    store.subscribe((state, before) => {
      if (state.history !== before.history || state.knownLabel !== before.knownLabel) changed()
    })
    const state = store.getState()
    if (!isUntouched(state) && state.history !== first[pad]?.history) changed()
  }
  onLeaving(() => {
    // The stroke under the pen is not in the history yet.
    isUnsaved ||= Object.values(stores).some((store) => store.getState().liveStroke !== null)
    if (isUnsaved || isSaving) {
      // What is being written is a revision behind what is not yet.
      const revision = place.revision + (isUnsaved && isSaving ? 2 : 1)
      left.put({ tab: place.tab, revision, saved: now(), ...pads() })
    }
    save()
  })
}

/** What there is to keep of a pad; null where it was never drawn on. */
function written(store: PadStore): KeptPad | null {
  const state = store.getState()
  if (isUntouched(state)) return null
  const { liveStroke, history, knownLabel, testInk } = state
  return {
    history: liveStroke === null ? history : addStroke(history, liveStroke),
    knownLabel,
    testInk,
  }
}
