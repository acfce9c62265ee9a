import type { ScaleOptions } from 'chart.js'
import type { ChartColours } from './chart-colours'
import { epochTicks } from './epoch-ticks'
import { logTicks } from './log-ticks'
import type { RunShown } from './run-shown'

/** Room for the widest mark, so that charts above each other share their left edge. */
const VALUE_AXIS_WIDTH = 48
const EPOCH_MARKS = 11
const VALUE_MARKS = 6

/** How long a run is, as its axis shows it. */
export type RunLength = Pick<RunShown, 'epochImages' | 'epochs'>

/** The axis of the run, in training images, marked at whole epochs. */
export function runAxis(
  { epochImages, epochs }: RunLength,
  written: boolean,
  { text, grid }: ChartColours,
  family: string,
): ScaleOptions<'linear'> {
  return {
    type: 'linear',
    min: 0,
    max: epochImages * epochs,
    grid: { color: grid, tickLength: written ? 4 : 0 },
    border: { color: grid },
    ticks: {
      display: written,
      color: text,
      font: { family, size: 11 },
      maxRotation: 0,
      autoSkip: false,
      callback: (images) => String(Math.round(Number(images) / epochImages)),
    },
    afterBuildTicks: (axis) => {
      axis.ticks = epochTicks(epochs, EPOCH_MARKS).map((epoch) => ({ value: epoch * epochImages }))
    },
  }
}

/** The axis of a loss or an error. */
export function valueAxis(
  logarithmic: boolean,
  mark: (value: number) => string,
  { text, grid }: ChartColours,
  family: string,
): ScaleOptions<'linear'> | ScaleOptions<'logarithmic'> {
  const shared = {
    grid: { color: grid, tickLength: 4 },
    border: { display: false },
    ticks: {
      color: text,
      font: { family, size: 11 },
      autoSkip: false,
      maxTicksLimit: VALUE_MARKS,
      callback: (value: string | number) => mark(Number(value)),
    },
    afterFit: (axis: { width: number }) => {
      axis.width = VALUE_AXIS_WIDTH
    },
  }
  return logarithmic
    ? {
        ...shared,
        type: 'logarithmic',
        afterBuildTicks: (axis) => {
          axis.ticks = logTicks(axis.min, axis.max, VALUE_MARKS).map((value) => ({ value }))
        },
      }
    : { ...shared, type: 'linear', beginAtZero: true }
}
