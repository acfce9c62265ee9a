import type { Drawing } from '../core/ink/drawing'
import type { LabSlice } from './lab-store'
import type { Pad } from './view-slice'

/** Each has a sentence in every language: what happened and what to do. Keys are `notice.<code>` of `notices`. */
export const NOTICE_CODES = [
  'badUrlParameter',
  'imageNotReadable',
  'imageTooLarge',
  'imageTooSlow',
  'imageBlank',
  'imageTaken',
  'dataMissing',
  'dataCorrupt',
  'dataOffline',
  'weightsMissing',
  'weightsCorrupt',
  'weightsOpened',
  'weightsNotKept',
  'weightsReplaced',
  'engineRefused',
  'engineLost',
  'engineSwitched',
  'trainerDied',
  'trainerHung',
  'readerDied',
  'readingFailed',
  'noWasmSimd',
  'noOffscreenCanvas',
  'drawingFound',
  'drawingNotKept',
  'partMissing',
  'updated',
  'updateWaits',
  'outdated',
  'runNotKept',
  'runNotKeptFull',
  'handNotKept',
  'handDamaged',
  'handFull',
  'handRead',
  'handRestarted',
  'unexpected',
] as const
export type NoticeCode = (typeof NOTICE_CODES)[number]

/** What a notice can do about what it says, at the press of a button. */
export type NoticeOffer =
  /** Loads the newest version of the page. */
  | { readonly kind: 'reload' }
  /** Saves the weights that answer, or the corrected drawings, into a file. */
  | { readonly kind: 'saveWeights' | 'saveHand' }
  /** Puts a drawing on its pad, as a step that can be undone. */
  | { readonly kind: 'putBack'; readonly pad: Pad; readonly drawing: Drawing }

export interface Notice {
  readonly id: number
  readonly tone: 'info' | 'warning' | 'error'
  readonly code: NoticeCode
  /** Values for the sentence: a name, a number, a reason. Shown as text only. */
  readonly detail: Readonly<Record<string, string | number>>
  readonly offer: NoticeOffer | null
}

export interface NoticeSlice {
  readonly notices: readonly Notice[]
  noticeGiven(
    tone: Notice['tone'],
    code: NoticeCode,
    detail?: Notice['detail'],
    offer?: NoticeOffer | null,
  ): void
  noticeDismissed(id: number): void
}

export const createNoticeSlice: LabSlice<NoticeSlice> = (set) => ({
  notices: [],
  // The same trouble twice is one notice, its words the latest.
  noticeGiven: (tone, code, detail = {}, offer = null) =>
    set(({ notices }) => {
      const id = Math.max(0, ...notices.map((notice) => notice.id)) + 1
      const given: Notice = { id, tone, code, detail, offer }
      return { notices: [...notices.filter((notice) => !isSameTrouble(notice, given)), given] }
    }),
  noticeDismissed: (id) =>
    set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
})

/** Trouble is told apart by what it is about, an engine or a parameter, not by its words. */
const isSameTrouble = (one: Notice, other: Notice): boolean =>
  one.code === other.code &&
  one.detail.parameter === other.detail.parameter &&
  one.detail.name === other.detail.name
