import type { EngineMeasures, RefusedEngine } from './measure-engines'
import type { FilmMeasures } from './measure-film'
import type { PageMeasures } from './measure-page'
import type { Scaling } from './measure-scaling'
import { RIGHT_SHARES, type TimeToRight } from './measure-time-to-right'
import { type PytorchTimes, trainingSpeed } from './pytorch-times'
import type { Spread } from './statistics'
import { type Candidate, STOCK_WEBGL } from './trial'

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
  /** Null where our own engine cannot run. */
  readonly scaling: Scaling | null
  readonly pytorch: readonly PytorchTimes[]
  readonly page: PageMeasures
  readonly film: FilmMeasures
  readonly timeToRight: TimeToRight
}

/** The engines that others are compared with: both backends that TensorFlow.js takes by itself. */
const REFERENCES: readonly Candidate[] = [STOCK_WEBGL, 'wasm']

/** The report as Markdown: the machine, the engines, the page. */
export function markdown({
  machine,
  engines,
  scaling,
  pytorch,
  page,
  film,
  timeToRight,
}: BenchReport): string {
  return [
    machineLine(machine),
    engineTable(engines),
    ...distortionLine(engines),
    ...(scaling === null ? [] : [scalingTable(scaling)]),
    ...(pytorch.length === 0 ? [] : [pytorchTable(pytorch, engines)]),
    pageTable(page, film),
    timeTable(timeToRight),
  ].join('\n\n')
}

function machineLine({ cpu, cores, memoryGiB, browser, date }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB; Chromium ${browser}, WebGL and WebGPU in software; ${date}`
}

function engineTable(engines: BenchReport['engines']): string {
  const measured = engines.filter((engine) => 'device' in engine)
  const references = measured.filter(({ candidate }) => REFERENCES.includes(candidate))
  const rows = engines.map((engine) => {
    if ('refused' in engine) return [engine.candidate, engine.refused, '–', '–', '–', '–']
    const compared = (field: 'trainingImagesPerSecond' | 'evaluationImagesPerSecond') =>
      withRatios(
        engine[field],
        references.map((reference) => [shortName(reference.candidate), reference[field]]),
      )
    return [
      engine.candidate === 'plain' ? 'none (plain TypeScript)' : engine.candidate,
      engine.device,
      compared('trainingImagesPerSecond'),
      milliseconds(engine.predictionMedianMs),
      milliseconds(engine.predictionP95Ms),
      compared('evaluationImagesPerSecond'),
    ]
  })
  const speeds = table(
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
  return `${speeds}\n\nSpeeds are medians of all calls; ± is half the distance between the quartiles.`
}

const shortName = (candidate: Candidate) => (candidate === STOCK_WEBGL ? 'stock WebGL' : candidate)

/** How fast training images are distorted, against what trains on them. */
function distortionLine(engines: BenchReport['engines']): string[] {
  const measured = engines.filter((engine) => 'device' in engine)
  const speed = measured.find((engine) => engine.distortionImagesPerSecond !== null)
  if (speed === undefined) return []
  const trainers = measured
    .filter(({ candidate }) => /^simd/.test(candidate))
    .map((engine): Reference => [engine.candidate, engine.trainingImagesPerSecond])
  const compared = withRatios(speed.distortionImagesPerSecond, trainers)
  return [`Training images distorted in every way, one thread: ${compared} a second`]
}

function scalingTable(scaling: Scaling): string {
  const { oneThread, sharedMemory, transferredBuffers, twoEngines } = scaling
  const compared = (value: Spread) => withRatios(value, [['one thread', oneThread]])
  return table(
    ['simd on two cores, in turn', 'training, images/s (batch 128)'],
    [
      ['one thread', withRatios(oneThread, [])],
      ['two threads that share memory, as in an isolated page', compared(sharedMemory)],
      ['two threads that send each other buffers', compared(transferredBuffers)],
      ['two engines at once, each for itself', compared(twoEngines)],
    ],
  )
}

type Reference = readonly [name: string, value: Spread | null]

/** A speed with its spread, and how many times that of each reference it is. */
function withRatios(value: Spread | null, references: readonly Reference[]): string {
  if (value === null) return '–'
  const ratios = references.flatMap(([name, reference]) => {
    if (reference === null) return []
    const ratio = value.median / reference.median
    const digits = ratio < 2 ? 2 : ratio < 10 ? 1 : 0
    return [`${ratio.toFixed(digits)}× ${name}`]
  })
  const speed = `${rounded(value.median)} ± ${(100 * value.spread).toFixed(0)} %`
  return ratios.length === 0 ? speed : `${speed} (${ratios.join(', ')})`
}

const rounded = (value: number) => Math.round(value).toLocaleString('en')

/** Our own engine against PyTorch, where both had as many threads. */
function pytorchTable(pytorch: readonly PytorchTimes[], engines: BenchReport['engines']): string {
  const own = engines.filter((engine) => 'device' in engine && /^simd/.test(engine.candidate))
  const rows = pytorch.map((times) => {
    const rival = own.find((engine) => 'device' in engine && engine.threads === times.threads)
    const measured = rival !== undefined && 'device' in rival ? rival : null
    const against = (value: Spread | null | undefined, theirs: number): string =>
      withRatios(value ?? null, [['PyTorch', { median: theirs, spread: 0 }]])
    const training = trainingSpeed(times)
    return [
      `${times.torch}, ${times.threads} ${times.threads === 1 ? 'thread' : 'threads'}`,
      withRatios(training, []),
      against(measured?.trainingImagesPerSecond, training.median),
      rounded(times.classifyImagesPerSecond),
      against(measured?.evaluationImagesPerSecond, times.classifyImagesPerSecond),
    ]
  })
  return table(
    [
      'PyTorch',
      'training, images/s (batch 128)',
      'simd, as many threads',
      'test evaluation, images/s',
      'simd',
    ],
    rows,
  )
}

function pageTable(
  {
    firstPaintMs,
    firstAnswerMs,
    bytes,
    penAlone,
    penWhileTraining,
    penInspecting,
    penInspectingWhileTraining,
  }: PageMeasures,
  film: FilmMeasures,
) {
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
      ['pen to pixels with a sum open, median', pen(penInspecting)],
      [
        'pen to pixels with a sum open while training on simd, median',
        pen(penInspectingWhileTraining),
      ],
      ['frames dropped while drawing', frames(penAlone)],
      ['frames dropped while drawing and training on wasm', frames(penWhileTraining)],
      [
        'film at its fastest, all layers and a sum painted',
        `${film.paintedPerSecond.toFixed(0)} frames/s (${film.painted} of ${film.frames})`,
      ],
    ],
  )
}

function timeTable({ milliseconds, finalErrorPercent }: TimeToRight): string {
  const rows = RIGHT_SHARES.map((right, index) => {
    const time = milliseconds[index] ?? null
    return [
      `${right} % of the test set right, data loading included`,
      time === null ? 'not by every run' : `${(time / 1000).toFixed(1)} s`,
    ]
  })
  const errors = finalErrorPercent.map((error) => `${error.toFixed(2)} %`).join(', ')
  return table(
    [`from the click on Train, median of ${finalErrorPercent.length} runs`, 'measured'],
    [...rows, ['test error at the end of each run', errors]],
  )
}

const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
