import { withEpoch, withPoint } from '../core/metrics/run-history'
import type { NewRun } from '../storage/kept-run'
import type { RunShelf } from '../storage/run-shelf'
import { FilmKeeping, type FilmPart } from './film-keeping'
import type { RunSoFar, TrainingEvent } from './protocol'

/** Milliseconds between two saves, at least: what a killed tab loses… */
const SAVE_INTERVAL = 1000
/** …saving takes a 20th of the time at most, as long as no more than this is lost. */
const SAVING_SHARE = 1 / 20
const LONGEST_INTERVAL = 5000
/** A save that failed is tried again after this: storage may have been freed. */
const RETRY_INTERVAL = 10_000
/** The last save is waited for so long before the run's end is told. */
const LAST_SAVE_PATIENCE = 3000

export interface RecorderParts {
  /** Where a run stands after so many steps. */
  readonly positionAt: (step: number) => Pick<NewRun, 'epoch' | 'images' | 'totalImages'>
  /** Where runs are kept; rejects where the browser does not let it. */
  readonly openRuns: () => Promise<RunShelf>
  readonly report: (event: TrainingEvent) => void
  /** Milliseconds from any origin. */
  readonly clock: () => number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Listens to a run and keeps it on this device, so that a tab that dies loses a second or so. Training
 * never waits for it, and goes on where nothing can be kept.
 */
export class RunRecorder {
  readonly #parts: RecorderParts
  #id: number | null
  #engine: NewRun['engine'] = null
  #curve: NewRun['curve']
  #evaluations: NewRun['evaluations']
  #checkpoint: NewRun['checkpoint'] | null = null
  readonly #film: FilmKeeping
  #isUnsaved = false
  #isPaused = false
  #isTroubleTold = false
  #dueAt: number
  #saving: Promise<void> | null = null

  /**
   * @param from - What is known of the run already; frames without weights are in that record.
   * @param id - Of the record that the run goes on in; null begins one.
   */
  constructor(parts: RecorderParts, from: RunSoFar | null, id: number | null) {
    this.#parts = parts
    this.#id = id
    this.#dueAt = parts.clock() + SAVE_INTERVAL
    this.#curve = from?.curve ?? []
    this.#evaluations = from?.evaluations ?? []
    this.#film = new FilmKeeping(from?.frames ?? [])
  }

  /** Takes note of a report, and saves where it is time. */
  heard(event: TrainingEvent): void {
    switch (event.kind) {
      case 'engineChosen': {
        const { name, device, threads } = event
        this.#engine = { name, device, threads }
        break
      }
      case 'stepped':
        this.#curve = withPoint(this.#curve, event.point)
        break
      case 'evaluated':
        this.#evaluations = withEpoch(this.#evaluations, event.evaluation)
        this.#isUnsaved = this.#checkpoint !== null
        break
      case 'paused':
      case 'resumed':
        this.#isPaused = event.kind === 'paused'
        break
      case 'frameTaken':
        this.#film.taken(event.frame)
        break
      case 'weightsChanged':
      case 'finished':
      case 'failed':
        this.#reached(event.checkpoint)
        break
    }
    // Nothing more may come while a run stands still.
    if (this.#isPaused || this.#parts.clock() >= this.#dueAt) this.#save()
  }

  /** Saves what is not saved yet; resolves once that is done, or cannot be done in time. */
  async finish(): Promise<void> {
    this.#isPaused = true
    this.#save()
    if (this.#saving === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, LAST_SAVE_PATIENCE)
    })
    await Promise.race([this.#saving, patience])
    clearTimeout(timer)
  }

  #reached(checkpoint: NewRun['checkpoint'] | null): void {
    if (checkpoint === null || checkpoint.step === 0) return
    this.#isUnsaved ||= checkpoint !== this.#checkpoint
    this.#checkpoint = checkpoint
  }

  #save(): void {
    if (!this.#isUnsaved || this.#saving !== null) return
    this.#saving = this.#putAll().finally(() => {
      this.#saving = null
    })
  }

  /** What was reached during a save is saved too where nothing comes after it. */
  async #putAll(): Promise<void> {
    do await this.#put()
    while (this.#isPaused && this.#isUnsaved && !this.#isTroubleTold)
  }

  async #put(): Promise<void> {
    const { openRuns, positionAt, report, clock, now } = this.#parts
    const checkpoint = this.#checkpoint
    if (checkpoint === null) return
    const position = positionAt(checkpoint.step)
    const film = this.#film.upTo(checkpoint.step)
    const run: NewRun = {
      saved: now(),
      checkpoint,
      engine: this.#engine,
      ...position,
      // A run that diverged goes back further than its curve.
      curve: this.#curve.filter(({ images }) => images <= position.images),
      evaluations: this.#evaluations.filter(({ images }) => images <= position.images),
      frames: film.marks,
    }
    this.#isUnsaved = false
    const started = clock()
    try {
      this.#id = await this.#putOn(await openRuns(), run, film)
      const took = clock() - started
      const interval = Math.max(SAVE_INTERVAL, Math.min(took / SAVING_SHARE, LONGEST_INTERVAL))
      this.#dueAt = started + interval
      this.#isTroubleTold = false
      report({ kind: 'saved', run: this.#id, images: run.images, film: !this.#film.isGivenUp })
    } catch (error) {
      this.#isUnsaved = true
      this.#dueAt = clock() + RETRY_INTERVAL
      if (this.#isTroubleTold) return
      this.#isTroubleTold = true
      report({ kind: 'notSaved', reason: isFull(error) ? 'full' : 'denied' })
    }
  }

  /** Where there is no room for the film, the run is kept without one. */
  async #putOn(shelf: RunShelf, run: NewRun, film: FilmPart): Promise<number> {
    try {
      const id = await shelf.put(run, this.#id, film.fresh)
      this.#film.kept(film)
      return id
    } catch (error) {
      if (!isFull(error) || film.marks.length === 0) throw error
      const id = await shelf.put({ ...run, frames: [] }, this.#id)
      this.#film.giveUp()
      return id
    }
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError'
