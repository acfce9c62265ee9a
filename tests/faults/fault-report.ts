import { median } from '../bench/statistics'

/** How the page took one kind of fault. */
export interface FaultReport {
  readonly fault: string
  /** Times that it struck. */
  readonly struck: number
  /** Of these, times that the page went on by itself, or as it offered to. */
  readonly recovered: number
  /** Runs that were kept and could not be gone on with. */
  readonly runsLost: number
  /** Struck runs that were trained to the end… */
  readonly runsCompared: number
  /** …and whose weights or optimizer differ from those of the unbroken run in any bit. */
  readonly diverged: number
  readonly drawingsLost: number
  /** From the strike to the next image trained, or the next answer, in seconds. */
  readonly recoverySeconds: readonly number[]
  /** What went wrong, a sentence each. */
  readonly troubles: readonly string[]
}

export const isClean = ({
  struck,
  recovered,
  runsLost,
  diverged,
  drawingsLost,
  troubles,
}: FaultReport): boolean =>
  recovered === struck && runsLost + diverged + drawingsLost + troubles.length === 0

/** Adds up what happens under one kind of fault. */
export class FaultTally {
  readonly #fault: string
  readonly #troubles: string[] = []
  readonly #seconds: number[] = []
  #struck = 0
  #runsLost = 0
  #runsCompared = 0
  #diverged = 0
  #drawingsLost = 0

  constructor(fault: string) {
    this.#fault = fault
  }

  get struck(): number {
    return this.#struck
  }

  /** Strikes, and waits for what follows. What `recover` throws is written down; then it is false. */
  async strike(recover: () => Promise<void>): Promise<boolean> {
    this.#struck++
    const started = performance.now()
    try {
      await recover()
    } catch (error) {
      this.trouble(error)
      return false
    }
    this.#seconds.push((performance.now() - started) / 1000)
    return true
  }

  runLost(): void {
    this.#runsLost++
  }

  runCompared(isSame: boolean): void {
    this.#runsCompared++
    if (!isSame) this.#diverged++
  }

  drawingCompared(isSame: boolean): void {
    if (!isSame) this.#drawingsLost++
  }

  trouble(error: unknown): void {
    const [first = ''] = (error instanceof Error ? error.message : `${error}`).split('\n')
    this.#troubles.push(`strike ${this.#struck}: ${first}`)
  }

  report(): FaultReport {
    return {
      fault: this.#fault,
      struck: this.#struck,
      recovered: this.#seconds.length,
      runsLost: this.#runsLost,
      runsCompared: this.#runsCompared,
      diverged: this.#diverged,
      drawingsLost: this.#drawingsLost,
      recoverySeconds: this.#seconds,
      troubles: this.#troubles,
    }
  }
}

/** The reports as a Markdown table, and below it what went wrong. */
export function markdown(reports: readonly FaultReport[]): string {
  const head = [
    'fault',
    'struck',
    'recovered',
    'runs lost',
    'resumed runs trained to the end',
    'of these not the unbroken run bit for bit',
    'drawings lost',
    'recovery, median',
    'longest',
  ]
  const seconds = (value: number | undefined) =>
    value === undefined ? '–' : `${value.toFixed(1)} s`
  const rows = reports.map((report) => {
    const times = report.recoverySeconds
    return [
      report.fault,
      report.struck,
      report.recovered,
      report.runsLost,
      report.runsCompared === 0 ? '–' : report.runsCompared,
      report.runsCompared === 0 ? '–' : report.diverged,
      report.drawingsLost,
      seconds(times.length === 0 ? undefined : median(times)),
      seconds(times.length === 0 ? undefined : Math.max(...times)),
    ]
  })
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const table = [line(head), line(head.map(() => '---')), ...rows.map(line)]
  const troubles = reports.flatMap(({ fault, troubles: all }) =>
    all.map((each) => `${fault}, ${each}`),
  )
  return [...table, '', ...troubles].join('\n').trimEnd()
}
