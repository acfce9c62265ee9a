import { START_PATIENCE } from './protocol/start-patience'

/** Milliseconds between two beats, at least, while the same work goes on. */
const BEAT_INTERVAL = 500

/** A piece of work may take so many times the median of those before it… */
const PATIENCE = 20
/** …and always so many milliseconds: a busy machine may not run it at once. */
const LEAST_PATIENCE = 8000
/** What comes first on an engine that has taken steps has less to compile, and no code to fetch. */
const LATER_PATIENCE = 30_000
/** A run that waits for a download or a command unpacks what has arrived, or nothing… */
const REST_PATIENCE = 30_000
/** …and beats so often meanwhile, in milliseconds: what it waits for may take any time. */
const REST_INTERVAL = 5000

/** Pieces of work of a kind that the median is taken of. */
const REMEMBERED = 21

/** What a run does over and over. */
export type Work = 'step' | 'chunk'

/** Says how many milliseconds may pass until the next word. */
export type Beat = (patience: number) => void

/**
 * Tells the page how long the run may be silent, so that it can tell a worker that hangs from one that
 * is slow. A beat comes between two pieces of work: it means that the last one is done. Where the run
 * waits, a timer beats: it means that the thread is there.
 */
export class RunPulse {
  readonly #beat: Beat
  readonly #clock: () => number
  readonly #took: Record<Work, number[]> = { step: [], chunk: [] }
  #underWay: Work | null = null
  #began = 0
  #toldAt = Number.NEGATIVE_INFINITY
  /** What the last beat was about; `start` is that of an engine. */
  #told: Work | 'start' | 'rest' | null = null
  #toldPatience = 0
  #resting: ReturnType<typeof setInterval> | undefined

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
    const patience = this.#patience(work)
    const isDue = this.#began - this.#toldAt >= BEAT_INTERVAL
    // The minutes of a first step must not be those of a second one that hangs.
    const isMuchLess = patience < this.#toldPatience / 2
    if (this.#told !== work || isDue || isMuchLess) this.#tell(work, patience)
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
    const beat = () => this.#tell('rest', REST_PATIENCE)
    beat()
    this.#resting ??= setInterval(beat, REST_INTERVAL)
  }

  /** The run is over; nothing is told any more. */
  close(): void {
    clearInterval(this.#resting)
    this.#resting = undefined
  }

  /** An engine is started: what was measured says nothing of it. */
  engineStarts(): void {
    this.#underWay = null
    this.#took.step = []
    this.#took.chunk = []
    this.#tell('start', START_PATIENCE)
  }

  #tell(about: Work | 'start' | 'rest', patience: number): void {
    if (about !== 'rest') this.close()
    this.#told = about
    this.#toldPatience = patience
    this.#toldAt = this.#clock()
    this.#beat(patience)
  }

  #patience(work: Work): number {
    const took = this.#took[work].toSorted((one, other) => one - other)
    const median = took[Math.floor(took.length / 2)]
    if (median !== undefined) return Math.max(LEAST_PATIENCE, PATIENCE * median)
    const hasStepped = this.#took.step.length > 0
    return hasStepped ? Math.max(LATER_PATIENCE, this.#patience('step')) : START_PATIENCE
  }
}
