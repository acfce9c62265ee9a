import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PatchSide } from '../../core/explain/occlusion'
import { NOT_A_DIGIT } from '../../core/network/description'
import { answeredWith, leastEvidence } from '../../store/answer'
import type { LabState, LabStore } from '../../store/lab-store'
import type { PadReading, WhyChange, WhyMaps } from '../../worker/protocol'

/** Milliseconds that the pen must have rested: half a digit is not worth an explanation. */
export const SETTLE_MS = 150

/** By what an answer is measured: how certain it is, or the output's own logit. */
export const MEASURES = ['certainty', 'logit'] as const
export type Measure = (typeof MEASURES)[number]

/** An answer that is explained. */
export interface WhySubject {
  readonly reading: PadReading
  /** A digit, or `NOT_A_DIGIT`. */
  readonly answer: number
  /** What has less evidence is no digit to these weights. */
  readonly leastEvidence: number
}

export interface Why {
  readonly patch: PatchSide
  readonly measure: Measure
  /** The class that the answer is held against; null for whatever comes second. */
  readonly pinned: number | null
  readonly subject: WhySubject | null
  /** Of the subject, covered by squares of that side; null before they are there. */
  readonly maps: (WhyMaps & { readonly patch: PatchSide }) | null
  /** The class that they would change the answer to, and the pixels; null while they are looked for. */
  readonly change: { readonly wanted: number; readonly found: WhyChange['found'] } | null
  /** The pad is read otherwise by now. */
  readonly isStale: boolean
}

export type WhyStore = StoreApi<Why>

export const createWhy = (): WhyStore =>
  createStore<Why>(() => ({
    patch: 3,
    measure: 'certainty',
    pinned: null,
    subject: null,
    maps: null,
    change: null,
    isStale: false,
  }))

/** The class that an answer is held against: the pinned one, or else the likeliest other digit. */
export function rivalOf({ reading, answer }: WhySubject, pinned: number | null): number {
  if (pinned !== null && pinned !== answer) return pinned
  const others = [...reading.probabilities.keys()].filter((digit) => digit !== answer)
  const share = (digit: number) => reading.probabilities[digit]!
  return others.reduce((best, digit) => (share(digit) > share(best) ? digit : best))
}

/**
 * Keeps the answer explained: whenever the pad has been read anew and the pen has rested, and when
 * something else is asked of the same reading. What came out for an earlier question is dropped.
 *
 * @returns Ends it.
 */
export function keepExplained(lab: LabStore, why: WhyStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let mapsAsked = 0
  let changesAsked = 0

  async function askChange(subject: WhySubject): Promise<void> {
    const asked = ++changesAsked
    const { reading, leastEvidence: least } = subject
    const wanted = rivalOf(subject, why.getState().pinned)
    why.setState({ change: null })
    const image = reading.stages.image.ink
    const question = { kind: 'change', image, wanted, leastEvidence: least } as const
    const answer = await lab.getState().whyAsked(question, reading)
    if (asked !== changesAsked || answer?.kind !== 'change') return
    why.setState({ change: { wanted, found: answer.found } })
  }

  async function askMaps(subject: WhySubject): Promise<boolean> {
    const asked = ++mapsAsked
    const { reading } = subject
    const image = reading.stages.image.ink
    const { patch } = why.getState()
    const maps = await lab.getState().whyAsked({ kind: 'maps', image, patch }, reading)
    if (asked !== mapsAsked || maps?.kind !== 'maps') return false
    const isNew = why.getState().subject !== subject
    why.setState({
      subject,
      maps: { ...maps, patch },
      isStale: false,
      ...(isNew && { change: null }),
    })
    return true
  }

  async function settled(): Promise<void> {
    const subject = subjectOf(lab.getState())
    const { subject: before, maps, patch, change } = why.getState()
    if (subject === null) return
    if (before === null || !isSame(subject, before)) {
      if (await askMaps(subject)) await askChange(subject)
      return
    }
    why.setState({ isStale: false })
    // What was under way was given up for a reading that turned out to be the same.
    if (maps?.patch !== patch) await askMaps(before)
    if (change === null) await askChange(before)
  }

  const readAnew = () => {
    clearTimeout(timer)
    if (lab.getState().reading === null) {
      mapsAsked++
      changesAsked++
      why.setState({ subject: null, maps: null, change: null, isStale: false })
      return
    }
    why.setState({ isStale: true })
    timer = setTimeout(() => void settled(), SETTLE_MS)
  }
  void settled()
  const stops = [
    lab.subscribe((state, before) => {
      if (state.reading !== before.reading) readAnew()
    }),
    why.subscribe((state, before) => {
      const { subject } = state
      if (subject === null) return
      if (state.patch !== before.patch) void askMaps(subject)
      if (state.pinned !== before.pinned) {
        const rival = rivalOf(subject, state.pinned)
        if (rival !== rivalOf(subject, before.pinned)) void askChange(subject)
      }
    }),
  ]
  return () => {
    clearTimeout(timer)
    mapsAsked++
    changesAsked++
    for (const stop of stops) stop()
  }
}

function subjectOf(state: LabState): WhySubject | null {
  const { reading } = state
  const answer = answeredWith(state)
  if (reading === null || answer === null) return null
  return {
    reading,
    answer: answer === 'notADigit' ? NOT_A_DIGIT : answer,
    leastEvidence: leastEvidence(state),
  }
}

/** Whether the same weights have read the same image: lifting the pen reads the pad once more. */
function isSame(one: WhySubject, other: WhySubject): boolean {
  const [ink, otherInk] = [one, other].map(({ reading }) => reading.stages.image.ink)
  return (
    one.reading.weights === other.reading.weights &&
    one.answer === other.answer &&
    one.leastEvidence === other.leastEvidence &&
    ink!.every((value, pixel) => value === otherInk![pixel])
  )
}
