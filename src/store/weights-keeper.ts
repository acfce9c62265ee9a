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
 * keeps them from then on. Like the settings they are the device's: of several tabs the last one counts.
 */
export async function keepWeights(parts: WeightsKeeperParts): Promise<void> {
  const { lab } = parts
  const shelf = parts.openWeights()
  shelf.catch(() => {}) // whoever keeps or looks will find the same
  let isBringingBack = false
  let { variant } = lab.getState().network

  const bringBack = async () => {
    const kept = await (await shelf).of(variant)
    if (kept === null || !isWaiting(lab.getState(), kept)) return
    isBringingBack = true
    takeUp(lab.getState(), kept)
    isBringingBack = false
  }
  const keep = async (source: OpenedSource | HandSource) => {
    try {
      await (await shelf).put(written(source), parts.now())
    } catch {
      lab.getState().noticeGiven('warning', 'weightsNotKept', {}, { kind: 'saveWeights' })
    }
  }
  // What cannot be removed was never kept, or is found damaged by who reads it.
  const forget = () => void shelf.then((opened) => opened.remove(variant)).catch(() => {})

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
