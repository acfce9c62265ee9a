import type { EngineMeasures, RefusedEngine } from './measure-engines'
import type { PageMeasures } from './measure-page'
import type { Candidate } from './trial'

/** Where the numbers were measured. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly browser: string
  readonly date: string
}

export interface BenchReport {
  readonly machine: Machine
  readonly engines: readonly (EngineMeasures | RefusedEngine)[]
  readonly page: PageMeasures
}

/** The engine that others are compared with: what TensorFlow.js takes by default. */
const REFERENCE: Candidate = 'webgl'

/** The report as Markdown: the machine, the engines, the page. */
export function markdown(report: BenchReport): string {
  return [machineLine(report.machine), engineTable(report.engines), pageTable(report.page)].join(
    '\n\n',
  )
}

function machineLine({ cpu, cores, memoryGiB, browser, date }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB; Chromium ${browser}, WebGL in software; ${date}`
}

function engineTable(engines: BenchReport['engines']): string {
  const measured = engines.filter((engine) => 'device' in engine)
  const reference = measured.find(({ candidate }) => candidate === REFERENCE)
  const rows = engines.map((engine) => {
    if ('refused' in engine) return [engine.candidate, engine.refused, '–', '–', '–', '–']
    const training = engine.trainingImagesPerSecond
    return [
      engine.candidate === 'plain' ? 'none (plain TypeScript)' : engine.candidate,
      engine.device,
      withRatio(training, reference?.trainingImagesPerSecond),
      milliseconds(engine.predictionMedianMs),
      milliseconds(engine.predictionP95Ms),
      withRatio(engine.evaluationImagesPerSecond, reference?.evaluationImagesPerSecond),
    ]
  })
  return table(
    [
      'engine',
      'device',
      'training, images/s (batch 128)',
      'prediction with all layers, median',
      'p95',
      'test evaluation, images/s',
    ],
    rows,
  )
}

function withRatio(value: number | null, reference: number | null | undefined): string {
  if (value === null) return '–'
  const rounded = Math.round(value).toLocaleString('en')
  if (reference == null) return rounded
  const ratio = value / reference
  return `${rounded} (${ratio.toFixed(ratio < 10 ? 1 : 0)}×)`
}

function pageTable({
  firstPaintMs,
  firstAnswerMs,
  bytes,
  penAlone,
  penWhileTraining,
}: PageMeasures) {
  const pen = (measures: PageMeasures['penAlone']) =>
    `${milliseconds(measures.latencyMedianMs)}, p95 ${milliseconds(measures.latencyP95Ms)}`
  const frames = ({ dropped, frames: shown }: PageMeasures['penAlone']) =>
    `${dropped} of ${shown + dropped}`
  return table(
    ['page', 'measured'],
    [
      ['first paint after opening', milliseconds(firstPaintMs)],
      ['first answer after opening', milliseconds(firstAnswerMs)],
      ['first answer after first paint', milliseconds(firstAnswerMs - firstPaintMs)],
      ['JavaScript before the first answer, gzipped', kilobytes(bytes.javascriptBeforeFirstAnswer)],
      ['weights before the first answer', kilobytes(bytes.weightsBeforeFirstAnswer)],
      ['trainer with TensorFlow.js, gzipped', kilobytes(bytes.trainer)],
      ['MNIST', kilobytes(bytes.mnist)],
      ['pen to pixels, median', pen(penAlone)],
      ['pen to pixels while training on wasm, median', pen(penWhileTraining)],
      ['frames dropped while drawing', frames(penAlone)],
      ['frames dropped while drawing and training on wasm', frames(penWhileTraining)],
    ],
  )
}

const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
