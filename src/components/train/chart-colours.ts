import { SERIES_NAMES, type SeriesName } from './curve-series'

export type ChartColours = Readonly<Record<SeriesName | 'text' | 'grid' | 'surface', string>>

/** The page's colours as they are now, for a canvas, which knows no custom properties. */
export function chartColours(canvas: HTMLCanvasElement): ChartColours {
  const probe = document.createElement('span')
  canvas.parentElement?.append(probe)
  const resolved = (property: string): string => {
    probe.style.color = `var(${property})`
    return getComputedStyle(probe).color
  }
  const [training, validation, test] = SERIES_NAMES.map((name) => resolved(`--curve-${name}`))
  const colours = {
    training: training!,
    validation: validation!,
    test: test!,
    text: resolved('--curve-text'),
    grid: resolved('--curve-grid'),
    surface: resolved('--curve-surface'),
  }
  probe.remove()
  return colours
}
