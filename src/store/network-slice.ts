import type { Variant } from '../core/network/description'
import type { Weights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import type { Frame } from '../core/recipe/film'
import { defaultSettings } from '../core/recipe/settings'
import type { ModelCard } from '../storage/model-card'
import { ShippedWeightsError } from '../storage/shipped-weights'
import type { Checkpoint, HandResult, NetworkChoice } from '../worker/protocol'
import { answerThrough, handOver, trainedNetwork } from './answer-through'
import type { LabPorts } from './lab-ports'
import type { LabSlice } from './lab-store'
import { isActive, NO_RUN } from './training-slice'

/** Where the weights that answer came from. */
export type WeightsSource = PresentSource | FrameSource

type PresentSource =
  | { readonly kind: 'loading' }
  | { readonly kind: 'shipped'; readonly card: ModelCard; readonly weights: Weights }
  | { readonly kind: 'trained'; readonly checkpoint: Checkpoint }
  | OpenedSource
  | HandSource
  | { readonly kind: 'missing' }

/** A frame of the film, which answers while one looks back. */
export interface FrameSource {
  readonly kind: 'frame'
  readonly frame: Frame
  /** What would answer now; a run's newest weights while one is on. */
  readonly present: {
    readonly source: Exclude<PresentSource, { kind: 'loading' }>
    readonly network: NetworkChoice
  }
}

/** Weights that a learner's hand can be taught to. */
export type BaseSource = Extract<PresentSource, { kind: 'shipped' | 'trained' | 'opened' }>

/** Weights that were taught the learner's corrected drawings. */
export interface HandSource extends HandResult {
  readonly kind: 'hand'
  readonly network: NetworkChoice
  /** What they were before; the hand can be taken back to it. */
  readonly base: BaseSource
  /** Drawings that taught, and drawings that only measured. */
  readonly drawings: { readonly own: number; readonly heldOut: number }
}

/** Weights from a file of the learner's. */
export interface OpenedSource {
  readonly kind: 'opened'
  readonly network: NetworkChoice
  /** The file's name. */
  readonly file: string
  readonly weights: Weights
}

/** The weights that answer; null where there are none. */
export function answeringWeights({
  weightsSource,
}: Pick<NetworkSlice, 'weightsSource'>): Weights | null {
  switch (weightsSource.kind) {
    case 'shipped':
    case 'opened':
    case 'trained':
    case 'hand':
      return weightsOf(weightsSource)
    case 'frame':
      return weightsSource.frame.weights
    case 'loading':
    case 'missing':
      return null
  }
}

/** The weights of a source that has some. */
export const weightsOf = (source: BaseSource | HandSource): Weights =>
  source.kind === 'trained' ? source.checkpoint.weights : source.weights

/** What answers in the present; what is looked back to is no source of its own. */
export const presentSource = ({ weightsSource: source }: NetworkSlice): PresentSource =>
  source.kind === 'frame' ? source.present.source : source

/** What a hand is taught to: the weights that answer, as they were before any hand; null without. */
export function baseOf(source: WeightsSource): BaseSource | null {
  if (source.kind === 'frame') return baseOf(source.present.source)
  if (source.kind === 'loading' || source.kind === 'missing') return null
  return source.kind === 'hand' ? source.base : source
}

export interface NetworkSlice {
  /** The network on the page. */
  readonly network: NetworkChoice
  readonly weightsSource: WeightsSource
  /** The last good weights of each variant that was trained since the page was opened. */
  readonly trained: Partial<Readonly<Record<Variant, Checkpoint>>>
  /** Which run of this page made them, by its number. */
  readonly trainedRuns: Partial<Readonly<Record<Variant, number>>>
  /** Least evidence of a digit for each variant trained here, from its last evaluation. */
  readonly trainedEvidence: Partial<Readonly<Record<Variant, number | null>>>
  /** Counts changes of the weights that answer, so that the pad is read again. */
  readonly weightsVersion: number
  /** Puts a variant on the page, with its trained weights where there are some. Not during a run. */
  variantChosen(variant: Variant): void
  /** Answers from the weights that came with the page; what was trained is kept. */
  shippedWeightsChosen(): void
  /** Answers from the weights that were trained here, where there are some. */
  trainedWeightsChosen(): void
  /** Answers from weights of a file, and puts their network on the page. Not during a run. */
  weightsOpened(file: string, network: NetworkChoice, weights: Weights): void
  /** Answers from weights that were taught a hand. */
  handTaken(source: HandSource): void
  /** Answers again from what a hand was taught to. */
  handTakenBack(): void
  /** Answers from weights that a run has just reached. */
  weightsTrained(checkpoint: Checkpoint): void
}

/** Whether a network with these weights has a class for what is no digit. */
function hasRubbishClass(source: BaseSource): boolean {
  switch (source.kind) {
    case 'shipped':
      return source.card.rubbish
    case 'opened':
      return source.network.rubbish ?? false
    case 'trained':
      return false
  }
}

/** A network before anything is known of its weights. */
const unloaded = (variant: Variant): NetworkChoice => ({
  variant,
  activation: 'relu',
  rubbish: false,
})

export const createNetworkSlice =
  (ports: LabPorts): LabSlice<NetworkSlice> =>
  (set, get) => {
    const answer = answerThrough(ports, set)
    const answerFrom = (checkpoint: Checkpoint) => {
      const source = { kind: 'trained', checkpoint } as const
      const network = trainedNetwork(checkpoint.settings)
      const { weightsSource: now } = get()
      // Who looks back goes on looking back.
      if (now.kind === 'frame') set({ weightsSource: { ...now, present: { source, network } } })
      else answer(network, checkpoint.weights, source)
    }
    /** No run yet of another network than the one on the page. */
    const startOver = (variant: Variant) =>
      set(({ settings }) => ({
        ...NO_RUN,
        settings: { ...defaultSettings(variant), seed: settings.seed },
      }))
    return {
      network: unloaded('modern'),
      weightsSource: { kind: 'loading' },
      trained: {},
      trainedRuns: {},
      trainedEvidence: {},
      weightsVersion: 0,
      variantChosen: (variant) => {
        const { phase, trained } = get()
        if (isActive(phase)) return
        const checkpoint = trained[variant]
        startOver(variant)
        if (checkpoint !== undefined) answerFrom(checkpoint)
        else {
          set({ network: unloaded(variant) })
          get().shippedWeightsChosen()
        }
      },
      shippedWeightsChosen: () => {
        const { variant } = get().network
        set({ network: unloaded(variant), weightsSource: { kind: 'loading' } })
        const stillWanted = () =>
          get().network.variant === variant && get().weightsSource.kind === 'loading'
        ports.loadShippedWeights(networkOf(variant)).then(
          async ({ card, weights }) => {
            if (!stillWanted()) return
            const network = { ...unloaded(variant), rubbish: card.rubbish }
            await handOver(ports, network, weights)
            if (!stillWanted()) return
            set(({ weightsVersion }) => ({
              network,
              weightsSource: { kind: 'shipped', card, weights },
              weightsVersion: weightsVersion + 1,
            }))
          },
          (error: unknown) => {
            if (!stillWanted()) return
            set({ weightsSource: { kind: 'missing' }, reading: null })
            const corrupt = error instanceof ShippedWeightsError && error.reason === 'corrupt'
            get().noticeGiven('error', corrupt ? 'weightsCorrupt' : 'weightsMissing')
          },
        )
      },
      trainedWeightsChosen: () => {
        const { network, trained, frameLeft } = get()
        const checkpoint = trained[network.variant]
        frameLeft()
        if (checkpoint !== undefined) answerFrom(checkpoint)
      },
      weightsOpened: (file, network, weights) => {
        if (isActive(get().phase)) return
        if (network.variant !== get().network.variant) startOver(network.variant)
        answer(network, weights, { kind: 'opened', network, file, weights })
      },
      handTaken: (source) => {
        get().frameLeft()
        answer(source.network, source.weights, source)
      },
      handTakenBack: () => {
        const { weightsSource, network } = get()
        if (weightsSource.kind !== 'hand') return
        const { base } = weightsSource
        answer({ ...network, rubbish: hasRubbishClass(base) }, weightsOf(base), base)
      },
      weightsTrained: (checkpoint) => {
        // A run that has not taken a step has only its initial weights, which read nothing.
        if (checkpoint.step === 0) return
        const { variant } = checkpoint.settings
        set(({ trained, trainedRuns, trainedEvidence, evaluations, runNumber }) => ({
          trained: { ...trained, [variant]: checkpoint },
          trainedRuns: { ...trainedRuns, [variant]: runNumber },
          // What an earlier run's weights need says nothing of a run that was not evaluated yet.
          trainedEvidence:
            evaluations.length > 0 ? trainedEvidence : { ...trainedEvidence, [variant]: null },
        }))
        answerFrom(checkpoint)
      },
    }
  }
