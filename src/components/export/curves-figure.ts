import { type Measure, SERIES_NAMES, type SeriesName, seriesOf } from '../train/curve-series'
import { epochTicks } from '../train/epoch-ticks'
import { logTicks } from '../train/log-ticks'
import type { RunShown } from '../train/run-shown'
import { type CsvValue, csvText } from './csv'
import { element, type Figure, figure, text } from './svg'

export interface CurvesWords {
  readonly title: Readonly<Record<Measure, string>>
  readonly series: Readonly<Record<SeriesName, string>>
  readonly epochs: string
  readonly mark: (measure: Measure, value: number) => string
}

const WIDTH = 720
const LEFT = 64
const RIGHT = 16
const CHART_HEIGHT = 190
const FIRST_TOP = 64
const SECOND_TOP = FIRST_TOP + CHART_HEIGHT + 48
const COLOURS: Readonly<Record<SeriesName, string>> = {
  training: '#62656d',
  validation: '#0b7a6c',
  test: '#2456b8',
}
const QUIET = { fill: '#62656d', 'font-size': 11 }

/** Loss above error, both on logarithmic axes, over the epochs of the run. */
export function curvesFigure(run: RunShown, words: CurvesWords): Figure {
  const key = SERIES_NAMES.map((name, index) => {
    const x = LEFT + index * 170
    const line = { x1: x, x2: x + 24, y1: 20, y2: 20, stroke: COLOURS[name], 'stroke-width': 2 }
    return element('line', line) + text(x + 32, 24, words.series[name])
  })
  const bottom = SECOND_TOP + CHART_HEIGHT
  const epochs = epochTicks(run.epochs, 11).map((epoch) =>
    text(xOf(run, epoch * run.epochImages), bottom + 16, `${epoch}`, {
      'text-anchor': 'middle',
      ...QUIET,
    }),
  )
  const axis = text((LEFT + WIDTH - RIGHT) / 2, bottom + 36, words.epochs, {
    'text-anchor': 'middle',
    ...QUIET,
  })
  const charts = chart('loss', run, FIRST_TOP, words) + chart('error', run, SECOND_TOP, words)
  return figure(WIDTH, bottom + 48, key.join('') + charts + epochs.join('') + axis)
}

const xOf = ({ epochs, epochImages }: RunShown, images: number): number =>
  LEFT + ((WIDTH - RIGHT - LEFT) * images) / (epochs * epochImages)

function chart(measure: Measure, run: RunShown, top: number, words: CurvesWords): string {
  const series = seriesOf(measure, run)
  const values = SERIES_NAMES.flatMap((name) => series[name].map(({ y }) => y)).filter((y) => y > 0)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = Math.log(most / least) || 1
  const yOf = (value: number) => top + CHART_HEIGHT * (1 - Math.log(value / least) / span)
  const marks = logTicks(least, most, 6).map((value) => {
    const y = yOf(value)
    const line = { x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y, stroke: '#dedbd4' }
    const label = words.mark(measure, value)
    return element('line', line) + text(LEFT - 8, y + 4, label, { 'text-anchor': 'end', ...QUIET })
  })
  const lines = SERIES_NAMES.map((name) => {
    const drawn = series[name].filter(({ y }) => y > 0)
    const [stroke, at] = [
      COLOURS[name],
      ({ x, y }: { x: number; y: number }) => [xOf(run, x), yOf(y)],
    ]
    const path = drawn
      .map((point) =>
        at(point)
          .map((value) => value.toFixed(1))
          .join(','),
      )
      .join(' ')
    const dots = name === 'training' ? [] : drawn
    return (
      element('polyline', { points: path, fill: 'none', stroke, 'stroke-width': 1.5 }) +
      dots
        .map((point) =>
          element('circle', { cx: at(point)[0]!, cy: at(point)[1]!, r: 3, fill: stroke }),
        )
        .join('')
    )
  })
  const title = text(LEFT, top - 12, words.title[measure], { 'font-weight': 600 })
  return title + marks.join('') + lines.join('')
}

/** Every point of the curves: training means between two reports, and each epoch's scores. */
export function curvesCsv({ curve, evaluations, epochImages }: RunShown): string {
  const row = (series: string, images: number, ...values: readonly CsvValue[]): CsvValue[] => [
    series,
    images,
    images / epochImages,
    ...values,
  ]
  return csvText([
    ['series', 'images_trained', 'epochs', 'loss', 'error', 'learning_rate'],
    ...curve.map(({ images, loss, error, learningRate }) =>
      row('training', images, loss, error, learningRate),
    ),
    ...evaluations.flatMap(({ images, validationLoss, validationError, testLoss, testError }) => [
      ...(validationError === null
        ? []
        : [row('validation', images, validationLoss, validationError, null)]),
      row('test', images, testLoss, testError, null),
    ]),
  ])
}
