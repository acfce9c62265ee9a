import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Playhead } from '../film/Playhead'
import { useFilmPlayer } from '../film/use-film'
import { useSeenTheme } from '../use-document-view'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { useRestoredCanvases } from '../use-restored-canvases'
import { type CurveChart as Chart, type ChartWords, createCurveChart } from './curve-chart'
import type { Measure, SeriesName } from './curve-series'
import { type RunsShown, runsOf } from './run-shown'

interface CurveChartProps {
  readonly measure: Measure
  readonly logarithmic: boolean
  readonly epochsWritten: boolean
  /** What the chart shows, with its latest value. */
  readonly label: string
}

/** One chart of the run, painted outside React at most once a frame. */
export function CurveChart({ measure, logarithmic, epochsWritten, label }: CurveChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const chart = useRef<Chart | null>(null)
  const theme = useSeenTheme()
  const player = useFilmPlayer()
  const restored = useRestoredCanvases()
  const words = useChartWords(measure)
  // Another theme has other colours.
  useEffect(() => {
    if (canvas.current === null) return
    const onPlacePressed = (images: number) => {
      player.getState().paused()
      void player.getState().imagesSought(images)
    }
    const options = { measure, logarithmic, epochsWritten, words, onPlacePressed }
    chart.current = createCurveChart(canvas.current, options)
    return () => chart.current?.destroy()
  }, [measure, logarithmic, epochsWritten, words, player, theme, restored])
  // A new painter paints at once, which a new chart needs.
  const paint = useCallback(
    (runs: RunsShown) => chart.current?.paint(runs),
    [measure, logarithmic, epochsWritten, words, player, theme, restored],
  )
  usePainted(runsOf, paint)
  return (
    <div className={epochsWritten ? 'curve-chart curve-chart-lowest' : 'curve-chart'}>
      <canvas ref={canvas} role="img" aria-label={label} />
      <Playhead />
    </div>
  )
}

function useChartWords(measure: Measure): ChartWords {
  const { t } = useTranslation('train')
  const format = useFormat()
  return useMemo(() => {
    const valueWords =
      measure === 'loss' ? format.value : (value: number) => format.percent(value, 2)
    const series = (name: SeriesName) =>
      t(measure === 'error' && name === 'training' ? 'curves.trainingSmoothed' : `curves.${name}`)
    return {
      series,
      mark: (value) =>
        measure === 'loss' ? format.number(value, 4) : `${format.number(value * 100, 2)}%`,
      point: (name, value, epoch) =>
        t(name === 'training' ? 'curves.value' : 'curves.valueAtEpoch', {
          series: series(name),
          value: valueWords(value),
          epoch: format.number(epoch),
        }),
      compared: (line) => t('curves.ofCompared', { line }),
      place: (epochs, images) =>
        t('curves.at', {
          count: epochs,
          epochs: format.number(epochs, 2),
          images: format.number(images),
        }),
    }
  }, [measure, t, format])
}
