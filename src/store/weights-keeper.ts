import type { Variant } from '../core/network/description'
import { type KeptSource, LONGEST_NAME } from '../storage/kept-weights'
import type { WeightsShelf } from '../storage/weights-shelf'
import type { LabState, LabStore } from './lab-store'
import {
  type HandSource,
  type OpenedSource,
  presentSource,
  type WeightsSource,
} from './network-slice'
import { isActive } from './training-slice'

export interface WeightsKeeperParts {
  readonly lab: LabStore
  openWeights(): Promise<WeightsShelf>
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * Lets weights from a file, and weights that have learnt a hand, answer again where they did last, and
 * keeps them from then on. Like the settings they are the device's: of several tabs the last one counts, and
 * one whose weights are kept no more says so.
 */
export async function keepWeights(parts: WeightsKeeperParts): Promise<void> {
  const { lab } = parts
  const shelf = parts.openWeights()
  let isBringingBack = false
  let { variant } = lab.getState().network

  // When those were saved that this tab has found or kept, of each network.
  const own = new Map<Variant, number>()

  const bringBack = async () => {
    const kept = await (await shelf).of(variant)
    if (kept === null) return
    own.set(kept.variant, kept.saved)
    if (!isWaiting(lab.getState(), kept.source)) return
    isBringingBack = true
    takeUp(lab.getState(), kept.source)
    isBringingBack = false
  }
  const keep = async (source: OpenedSource | HandSource) => {
    const saved = parts.now()
    own.delete(source.network.variant)
    try {
      await (await shelf).put(written(source), saved)
      own.set(source.network.variant, saved)
    } catch {
      lab.getState().noticeGiven('warning', 'weightsNotKept', {}, { kind: 'saveWeights' })
    }
  }
  // What cannot be removed was never kept, or is found damaged by who reads it.
  const forget = () => {
    const saved = own.get(variant)
    own.delete(variant)
    if (saved !== undefined) {
      void shelf.then((opened) => opened.remove(variant, saved)).catch(() => {})
    }
  }
  const othersChanged = async () => {
    const source = presentSource(lab.getState())
    if (source.kind !== 'opened' && source.kind !== 'hand') return
    const saved = own.get(source.network.variant)
    if (saved === undefined) return
    const kept = await (await shelf).of(source.network.variant)
    if (kept?.saved === saved || own.get(source.network.variant) !== saved) return
    own.delete(source.network.variant)
    lab.getState().noticeGiven('warning', 'weightsReplaced', {}, { kind: 'saveWeights' })
  }
  void shelf
    .then((opened) => opened.onChanged(() => void othersChanged().catch(() => {})))
    .catch(() => {})

  lab.subscribe((state, before) => {
    const [source, was] = [presentSource(state), presentSource(before)]
    if (source === was) return
    const isOtherNetwork = state.network.variant !== variant
    variant = state.network.variant
    if (source.kind === 'opened' || source.kind === 'hand') {
      if (!isBringingBack) void keep(source)
    } else if (source.kind === 'loading') {
      if (isOtherNetwork) void bringBack().catch(() => {})
      else forget()
    } else if (isReplaced(was, source, state)) forget()
  })
  const source = presentSource(lab.getState())
  if (source.kind === 'opened' || source.kind === 'hand') await keep(source)
  else await bringBack().catch(() => {}) // denied: there is nothing to bring back
}

/** Whether a network still waits for its own weights: nobody has chosen others meanwhile. */
function isWaiting({ network, weightsSource, phase }: LabState, kept: KeptSource): boolean {
  const { kind } = weightsSource
  const isUnchosen = kind === 'loading' || kind === 'shipped' || kind === 'missing'
  return isUnchosen && network.variant === kept.network.variant && !isActive(phase)
}

/** Whether what is kept has been given up for weights that are had again without it. */
const isReplaced = (was: WeightsSource, { kind }: WeightsSource, { phase }: LabState): boolean =>
  // A run that is on may yet be lost; one that is over is kept as a run.
  kind === 'trained' ? !isActive(phase) : was.kind === 'hand'

function takeUp({ weightsOpened, handTaken }: LabState, kept: KeptSource): void {
  if (kept.kind === 'opened') weightsOpened(kept.file, kept.network, kept.weights)
  else handTaken(kept)
}

/** What is kept of a source: no name is too long, and no run goes on from what a hand was taught to. */
function written(source: OpenedSource | HandSource): KeptSource {
  if (source.kind === 'opened') return { ...source, file: source.file.slice(0, LONGEST_NAME) }
  const { base } = source
  switch (base.kind) {
    case 'opened':
      return { ...source, base: { ...base, file: base.file.slice(0, LONGEST_NAME) } }
    case 'trained':
      return { ...source, base: { ...base, checkpoint: { ...base.checkpoint, optimizer: null } } }
    case 'shipped':
      return { ...source, base }
  }
}
