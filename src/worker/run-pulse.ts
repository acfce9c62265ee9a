/** Milliseconds between two beats, at least, while the same work goes on. */
const BEAT_INTERVAL = 500

/** A piece of work may take so many times the median of those before it… */
const PATIENCE = 20
/** …and always so many milliseconds: a busy machine may not run it at once. */
const LEAST_PATIENCE = 5000
/** The first of its kind may fetch code and compile shaders: slow machines take minutes. */
const FIRST_PATIENCE = 180_000
/** What comes first on an engine that has taken steps has less to compile, and no code to fetch. */
const LATER_PATIENCE = 30_000

/** Pieces of work of a kind that the median is taken of. */
const REMEMBERED = 21

/** What a run does over and over. */
export type Work = 'step' | 'chunk'

/** Says how many milliseconds may pass until the next word; null while nothing is worked on. */
export type Beat = (patience: number | null) => void

/**
 * Tells the page how long the run may be silent, so that it can tell a worker that hangs from one that
 * is slow. A beat comes between two pieces of work and from no timer: it means that the last one is done.
 */
export class RunPulse {
  readonly #beat: Beat
  readonly #clock: () => number
  readonly #took: Record<Work, number[]> = { step: [], chunk: [] }
  #underWay: Work | null = null
  #began = 0
  #toldAt = Number.NEGATIVE_INFINITY
  /** The work that the last beat was about; null for none, `start` for the start of an engine. */
  #told: Work | 'start' | null | undefined

  /** @param clock - Milliseconds from any origin. */
  constructor(beat: Beat, clock: () => number) {
    this.#beat = beat
    this.#clock = clock
  }

  /** A piece of work begins; one that is under way is over. */
  begin(work: Work): void {
    this.end()
    this.#underWay = work
    this.#began = this.#clock()
    if (this.#told !== work || this.#began - this.#toldAt >= BEAT_INTERVAL) {
      this.#tell(work, this.#patience(work))
    }
  }

  /** What was under way is done. */
  end(): void {
    if (this.#underWay === null) return
    const took = this.#took[this.#underWay]
    took.push(this.#clock() - this.#began)
    if (took.length > REMEMBERED) took.shift()
    this.#underWay = null
  }

  /** The run waits for a download or a command, however long that takes. */
  rest(): void {
    this.#underWay = null
    this.#tell(null, null)
  }

  /** An engine is started: what was measured says nothing of it. */
  engineStarts(): void {
    this.#underWay = null
    this.#took.step = []
    this.#took.chunk = []
    this.#tell('start', FIRST_PATIENCE)
  }

  #tell(about: Work | 'start' | null, patience: number | null): void {
    this.#told = about
    this.#toldAt = this.#clock()
    this.#beat(patience)
  }

  #patience(work: Work): number {
    const took = this.#took[work].toSorted((one, other) => one - other)
    const median = took[Math.floor(took.length / 2)]
    if (median !== undefined) return Math.max(LEAST_PATIENCE, PATIENCE * median)
    const hasStepped = this.#took.step.length > 0
    return hasStepped ? Math.max(LATER_PATIENCE, this.#patience('step')) : FIRST_PATIENCE
  }
}
