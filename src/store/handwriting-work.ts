import type { Answer } from '../core/metrics/refusal'
import { MOST_CORRECTIONS, type NewCorrection } from '../storage/correction'
import type { CorrectionShelf } from '../storage/correction-shelf'
import { leastEvidence } from './answer'
import { drawingOnPad } from './drawing-slice'
import { type HandFileFailure, joinedImages, type SeenCorrection } from './handwriting-slice'
import type { LabPorts } from './lab-ports'
import type { LabState } from './lab-store'
import type { NoticeOffer } from './notice-slice'

export interface HandwritingWork {
  open(): Promise<void>
  reopen(): Promise<void>
  correct(correction: NewCorrection): Promise<void>
  relabel(id: number, label: number): Promise<void>
  remove(id: number): Promise<void>
  clear(): Promise<void>
  read(file: File): Promise<void>
  answer(): Promise<void>
}

/**
 * Keeps corrections: in the page always, and on the device where the browser lets it. Once it does
 * not, the page says so and goes on without.
 */
export function handwritingWork(
  { reader, openCorrections, openFileParser }: LabPorts,
  set: (change: Partial<LabState>) => void,
  get: () => LabState,
): HandwritingWork {
  let shelf: CorrectionShelf | null = null
  let isLost = false
  let opening: Promise<void> | null = null
  /** Ids of what could not be kept; the device's own are above 0. */
  let lastOwnId = 0
  /** One after the other: a second press corrects what the first has kept. */
  let correcting: Promise<void> = Promise.resolve()

  /** Does it on the device; null where that cannot be. */
  const onDevice = async <Result>(
    work: (kept: CorrectionShelf) => Promise<Result>,
    offer: NoticeOffer | null = null,
  ): Promise<Result | null> => {
    if (isLost) return null
    try {
      if (shelf === null) {
        shelf = await openCorrections()
        shelf.onChanged(() => void followed().catch(() => {}))
      }
      return await work(shelf)
    } catch {
      // Denied, full or lost: the page has everything, and writes of later would leave half behind.
      isLost = true
      set({ keeping: 'untilClosed' })
      get().noticeGiven('warning', 'handNotKept', {}, offer)
      return null
    }
  }

  const seenOf = async <Made extends NewCorrection & Partial<Pick<SeenCorrection, 'seen'>>>(
    correction: Made,
  ) => {
    if (correction.seen !== undefined) return [{ ...correction, seen: correction.seen }]
    const seen = await reader.seen(correction.drawing)
    return seen === null ? [] : [{ ...correction, seen }]
  }
  const allSeen = async <Made extends NewCorrection>(corrections: readonly Made[]) => {
    const all: (Made & Pick<SeenCorrection, 'seen'>)[] = []
    // One at a time, so that the pen is read between them.
    for (const correction of corrections) all.push(...(await seenOf(correction)))
    return all
  }

  const openOnce = async () => {
    const kept = await onDevice((opened) => opened.all())
    if (kept === null) return
    const corrections = await allSeen(kept.corrections)
    const damaged = kept.damaged + kept.corrections.length - corrections.length
    // What was corrected meanwhile waits for this, so there is nothing to join.
    set({ corrections, keeping: 'onDevice' })
    if (damaged > 0) get().noticeGiven('warning', 'handDamaged', { count: damaged })
  }
  const open = () => {
    opening ??= openOnce().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  const add = async (made: readonly Omit<SeenCorrection, 'id'>[]) => {
    await open()
    const ids = await onDevice((kept) => kept.add(made), { kind: 'saveHand' })
    const known = new Set(ids)
    const added = made.map((correction, index) => ({
      ...correction,
      id: ids?.[index] ?? --lastOwnId,
    }))
    // Another tab's word may have brought them already.
    const others = get().corrections.filter(({ id }) => !known.has(id))
    set({ corrections: [...others, ...added] })
    return added
  }
  /** Takes over what another tab has changed; what is seen of a drawing stays what it was. */
  const followed = async () => {
    await open()
    for (;;) {
      const { corrections: before } = get()
      const kept = await onDevice((opened) => opened.all())
      if (kept === null) return
      const known = new Map(before.map((correction) => [correction.id, correction]))
      const now = await allSeen(
        kept.corrections.map((correction) => {
          const same = known.get(correction.id)
          return same?.made === correction.made ? { ...same, label: correction.label } : correction
        }),
      )
      if (get().corrections !== before) continue // changed here meanwhile: looked at anew
      const own = before.filter(({ id }) => id < 0)
      const { lastCorrection } = get()
      const last = now.find(({ id }) => id === lastCorrection?.id)
      set({
        corrections: [...now, ...own],
        lastCorrection: last ? { id: last.id, label: last.label } : null,
      })
      return
    }
  }
  const fail = (file: string, trouble: HandFileFailure['trouble'], place: number | null = null) =>
    set({ handFileFailure: { file, trouble, place } })
  const replaced = (id: number, next: (correction: SeenCorrection) => SeenCorrection[]) =>
    get().corrections.flatMap((each) => (each.id === id ? next(each) : [each]))

  return {
    open,
    reopen: () => {
      set({ lastCorrection: null, handAnswers: new Map() })
      shelf?.tellOthers()
      opening = null
      return open()
    },
    correct: (correction) => {
      correcting = correcting.catch(() => {}).then(() => correct(correction))
      return correcting
    },
    relabel,
    remove: async (id) => {
      await open()
      const { lastCorrection } = get()
      set({
        corrections: replaced(id, () => []),
        lastCorrection: lastCorrection?.id === id ? null : lastCorrection,
      })
      await onDevice((kept) => kept.remove(id))
    },
    clear: async () => {
      await open()
      set({ corrections: [], lastCorrection: null, handAnswers: new Map() })
      await onDevice((kept) => kept.clear())
    },
    read: async (file) => {
      await open()
      try {
        const answer = await (await openFileParser()).readHand(file)
        if (answer.kind !== 'read') {
          if (answer.kind === 'tooSlow') fail(file.name, 'tooSlow')
          else fail(file.name, answer.trouble, answer.place)
          return
        }
        const read = answer.corrections
        if (get().corrections.length + read.length > MOST_CORRECTIONS) {
          fail(file.name, 'tooMany')
          return
        }
        const made = await allSeen(read)
        await add(made)
        set({ handFileFailure: null })
        get().noticeGiven('info', 'handRead', { count: made.length })
      } catch {
        fail(file.name, 'unreadable')
      }
    },
    answer: async () => {
      const { corrections, weightsVersion } = get()
      const images = joinedImages(corrections)
      const answers = corrections.length === 0 ? [] : await reader.answers(images)
      if (get().weightsVersion !== weightsVersion) return
      const least = leastEvidence(get())
      const handAnswers = new Map<number, Answer>()
      for (const [index, { id }] of corrections.entries()) {
        const { digit, evidence } = answers[index]!
        handAnswers.set(id, { digit, isRefused: evidence < least })
      }
      set({ handAnswers })
    },
  }

  async function correct(correction: NewCorrection): Promise<void> {
    await open()
    if (get().corrections.length >= MOST_CORRECTIONS) {
      get().noticeGiven('warning', 'handFull', { count: MOST_CORRECTIONS })
      return
    }
    // A second press corrects the first: one drawing shows one digit.
    const again = get().corrections.find(({ drawing }) => drawing === correction.drawing)
    if (again !== undefined) {
      await relabel(again.id, correction.label)
      tellOnPad({ ...again, label: correction.label })
      return
    }
    const [added] = await add(await seenOf(correction))
    if (added !== undefined) tellOnPad(added)
  }

  /** The pad may have changed while the drawing was being kept. */
  function tellOnPad({ id, label, drawing }: SeenCorrection): void {
    if (drawingOnPad(get()) === drawing) set({ lastCorrection: { id, label } })
  }

  async function relabel(id: number, label: number): Promise<void> {
    await open()
    const changed: SeenCorrection[] = []
    const corrections = replaced(id, (each) => {
      changed.push({ ...each, label })
      return changed
    })
    const { lastCorrection } = get()
    set({
      corrections,
      lastCorrection: lastCorrection?.id === id ? { id, label } : lastCorrection,
    })
    const [correction] = changed
    if (correction !== undefined && id > 0) await onDevice((kept) => kept.put(correction))
  }
}
