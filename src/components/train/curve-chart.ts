import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
  type TooltipItem,
} from 'chart.js'
import { type ChartColours, chartColours } from './chart-colours'
import { registerEverySeries } from './chart-interaction'
import { type RunLength, runAxis, valueAxis } from './curve-axes'
import {
  type Measure,
  SERIES_NAMES,
  type SeriesName,
  type SeriesOfRun,
  seriesOf,
} from './curve-series'
import type { RunShown, RunsShown } from './run-shown'
import { throttled } from './throttled'

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, Tooltip)
registerEverySeries()

/** What a chart says, in the page's language. */
export interface ChartWords {
  readonly series: (name: SeriesName) => string
  /** A value as the axis marks it. */
  readonly mark: (value: number) => string
  /** A value beside its series' name; of an evaluation with its epoch, of training without. */
  readonly point: (name: SeriesName, value: number, epoch: number) => string
  /** What is said of a line, where it is one of the compared run. */
  readonly compared: (line: string) => string
  /** A place of the run. */
  readonly place: (epochs: number, images: number) => string
}

export interface CurveChartOptions {
  readonly measure: Measure
  readonly logarithmic: boolean
  /** Whether epochs are written below; of charts above each other the lowest alone does. */
  readonly epochsWritten: boolean
  readonly words: ChartWords
  /** Called with the images at a place of the run that was pressed. */
  readonly onPlacePressed: (images: number) => void
}

export interface CurveChart {
  /** Shows the runs, at most five times a second: drawing must not wait for charts. */
  paint(runs: RunsShown): void
  destroy(): void
}

/** Room at the edges for points that stand on them, in pixels. */
const EDGE = 8
const PAINT_PAUSE_MS = 200

type Line = ChartDataset<'line', { x: number; y: number }[]>

/** A chart of one measure over a run, in the colours that the page has now. */
export function createCurveChart(
  canvas: HTMLCanvasElement,
  { measure, logarithmic, epochsWritten, words, onPlacePressed }: CurveChartOptions,
): CurveChart {
  const colours = chartColours(canvas)
  const family = getComputedStyle(canvas).fontFamily
  const lines = SERIES_NAMES.map((name) => lineOf(name, words.series(name), colours))
  const comparedLines = SERIES_NAMES.map((name) =>
    comparedLine(lineOf(name, words.compared(words.series(name)), colours), colours[name]),
  )
  const scales = (length: RunLength) => ({
    x: runAxis(length, epochsWritten, colours, family),
    y: valueAxis(logarithmic, words.mark, colours, family),
  })
  let shown: RunLength = { epochImages: 1, epochs: 1 }
  let comparedEpoch = 1
  const chart = new Chart<'line', Line['data']>(canvas, {
    type: 'line',
    data: { datasets: [...lines, ...comparedLines] },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      parsing: false,
      normalized: true,
      // Points on the edge stay whole; charts above each other end at the same place.
      clip: EDGE,
      layout: { autoPadding: false, padding: { top: EDGE, right: EDGE } },
      interaction: { mode: 'everySeries', intersect: false },
      scales: scales(shown),
      onClick: ({ x }, _, { scales: { x: axis } }) => {
        const images = x === null ? undefined : axis?.getValueForPixel(x)
        if (images !== undefined) onPlacePressed(images)
      },
      plugins: {
        tooltip: {
          ...tooltipLooks(colours, family),
          callbacks: {
            title: (items) => {
              // Evaluations stand at the ends of epochs; the curve follows the pointer.
              const { x } = (items.find(({ datasetIndex }) => datasetIndex === 0) ?? items[0])!
                .parsed
              return words.place((x ?? 0) / shown.epochImages, x ?? 0)
            },
            label: ({ datasetIndex, parsed: { x, y } }: TooltipItem<'line'>) => {
              const isOwn = datasetIndex < SERIES_NAMES.length
              const name = SERIES_NAMES[datasetIndex % SERIES_NAMES.length]!
              const epochImages = isOwn ? shown.epochImages : comparedEpoch
              const line = words.point(name, y ?? Number.NaN, Math.round((x ?? 0) / epochImages))
              return isOwn ? line : words.compared(line)
            },
          },
        },
      },
    },
  })
  let drawn: RunShown | null = null
  const paint = throttled(PAINT_PAUSE_MS, (runs: RunsShown) => {
    const { compared } = runs
    fill(lines, seriesOf(measure, runs))
    // It stays as it is while the run on the page goes on.
    if (compared !== drawn) {
      fill(comparedLines, compared && seriesOf(measure, compared))
      comparedEpoch = compared?.epochImages ?? 1
      drawn = compared
    }
    const length = axisLength(runs)
    if (length.epochImages !== shown.epochImages || length.epochs !== shown.epochs) {
      shown = length
      chart.options.scales = scales(length)
      // What lies over the chart at a share of the run must know what the run has of the axis.
      const share = runs.epochs / length.epochs
      canvas.parentElement?.style.setProperty('--run-share', String(share))
    }
    chart.update('none')
  })
  return {
    paint,
    destroy: () => {
      paint.cancel()
      chart.destroy()
    },
  }
}

/** The run's own epochs, as many as the longer of both runs takes. */
function axisLength({ epochImages, epochs, compared }: RunsShown): RunLength {
  const images = compared === null ? 0 : compared.epochImages * compared.epochs
  return { epochImages, epochs: Math.max(epochs, Math.ceil(images / epochImages)) }
}

function fill(lines: readonly Line[], series: SeriesOfRun | null): void {
  for (const [index, name] of SERIES_NAMES.entries()) {
    lines[index]!.data = series === null ? [] : [...series[name]]
  }
}

/** The same line of the compared run: thinner, dotted, its marks hollow, behind the run's own. */
function comparedLine(line: Line, colour: string): Line {
  return {
    ...line,
    borderWidth: 1.25,
    borderDash: [2, 3],
    backgroundColor: 'transparent',
    pointBorderWidth: 1,
    pointBorderColor: colour,
    order: 10,
  }
}

/** Lines differ in dashes and marks too, not in colour alone. */
function lineOf(name: SeriesName, label: string, colours: ChartColours): Line {
  const colour = colours[name]
  const shared = { label, data: [], borderColor: colour, backgroundColor: colour }
  const marked = { borderWidth: 1.5, pointRadius: 3.5, pointHoverRadius: 5, pointBorderWidth: 0 }
  switch (name) {
    case 'training':
      return { ...shared, borderWidth: 1.5, pointRadius: 0, pointHoverRadius: 3, order: 2 }
    case 'validation':
      return { ...shared, ...marked, borderDash: [4, 3], pointStyle: 'circle', order: 1 }
    case 'test':
      return { ...shared, ...marked, pointStyle: 'rectRot', pointRadius: 5, order: 0 }
  }
}

function tooltipLooks({ text, grid, surface }: ChartColours, family: string) {
  const font = { family, size: 12 }
  return {
    backgroundColor: surface,
    titleColor: text,
    bodyColor: text,
    borderColor: grid,
    borderWidth: 1,
    titleFont: { ...font, weight: 'normal' as const },
    bodyFont: font,
    usePointStyle: true,
    boxPadding: 4,
    padding: 8,
  }
}
