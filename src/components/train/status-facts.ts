import type { TFunction } from 'i18next'
import { MNIST_COUNTS } from '../../core/mnist/images'
import { isComplete, type TrainingSlice } from '../../store/training-slice'
import type { Format } from '../use-format'
import { durationWords } from './duration'

/** One image of the 10,000 is 0.01 %. */
export const TEST_ERROR_DECIMALS = 2

export type StatusState = Pick<
  TrainingSlice,
  'phase' | 'settings' | 'progress' | 'dataProgress' | 'evaluations' | 'runKeeping'
>

/** One thing that the status line tells. */
export interface StatusFact {
  readonly kind:
    | 'stage'
    | 'test'
    | 'data'
    | 'keeping'
    | 'left'
    | 'speed'
    | 'memory'
    | 'validationError'
    | 'testError'
  readonly text: string
}

/** What the status line tells, in reading order. */
export function statusFacts(
  state: StatusState,
  t: TFunction<'train'>,
  format: Format,
  language: string,
): readonly StatusFact[] {
  const { phase, settings, progress, evaluations, runKeeping } = state
  const facts: StatusFact[] = [{ kind: 'stage', text: stageText(state, t, format) }]
  const tell = (kind: StatusFact['kind'], text: string) => facts.push({ kind, text })
  const data = dataText(state, t, format)
  if (data !== null) tell('data', data)
  if (progress === null) {
    const test = format.number(MNIST_COUNTS.test.images)
    if (phase === 'idle') tell('test', t('status.testOnly', { test }))
    return facts
  }
  // A run of an earlier visit has neither.
  if (progress.memoryBytes > 0) {
    const images = format.number(speedShown(progress.imagesPerSecond))
    tell('speed', t('status.speed', { images }))
    tell('memory', t('status.memory', { size: megabytes(progress.memoryBytes, language) }))
  }
  const latest = evaluations.at(-1)
  const percent = (share: number | null | undefined) =>
    share == null ? '–' : format.percent(share, TEST_ERROR_DECIMALS)
  if (latest === undefined ? settings.validationImages > 0 : latest.validationError !== null) {
    tell(
      'validationError',
      t('status.validationError', { error: percent(latest?.validationError) }),
    )
  }
  tell('testError', t('status.testError', { error: percent(latest?.testError) }))
  if (runKeeping.kind !== 'unknown' && phase !== 'idle') {
    tell('keeping', t(`status.${runKeeping.kind}`))
  }
  // Last, because its length changes most: nothing stands behind it that could jump.
  if (phase === 'running' || phase === 'paused') {
    tell('left', t('status.left', { time: durationWords(progress.secondsLeft, language) ?? '–' }))
  }
  return facts
}

/** How far the bar is, 0..1: of the data while it loads, then of the images to train. */
export function shareDone({ phase, progress, dataProgress }: StatusState): number {
  if (phase === 'loading' && isDataHere(dataProgress)) return 0
  const [done, all] =
    phase === 'loading'
      ? [dataProgress?.bytes ?? 0, dataProgress?.totalBytes ?? 0]
      : [progress?.images ?? 0, progress?.totalImages ?? 0]
  return all > 0 ? Math.min(1, done / all) : 0
}

/** A share as a bare percentage with at most two decimals, "1.42"; empty where there is none. */
export const barePercent = (share: number | undefined): string =>
  share === undefined ? '' : String(Math.round(share * 1e4) / 100)

function stageText(
  { phase, settings, progress, dataProgress }: StatusState,
  t: TFunction<'train'>,
  format: Format,
) {
  if (phase === 'loading') return t(isDataHere(dataProgress) ? 'status.starting' : 'status.loading')
  if (progress === null) {
    if (phase !== 'idle' && phase !== 'failed') return t('status.starting')
    const training = MNIST_COUNTS.train.images - settings.validationImages
    return settings.validationImages === 0
      ? t('status.readyAll', { training: format.number(training) })
      : t('status.ready', {
          training: format.number(training),
          validation: format.number(settings.validationImages),
        })
  }
  const words = {
    epoch: format.number(progress.epoch),
    epochs: format.number(progress.epochs),
    count: progress.epochs,
  }
  switch (phase) {
    case 'paused':
      return t('status.paused', words)
    case 'failed':
      return t('status.failed', words)
    case 'done':
      return isComplete(progress) ? t('status.finished', words) : t('status.stopped', words)
    case 'idle':
      return t('status.earlier', words)
    default:
      return t('status.epoch', words)
  }
}

/** How much of MNIST is here, while some is missing; a run starts before all of it is. */
function dataText({ phase, dataProgress }: StatusState, t: TFunction<'train'>, format: Format) {
  const loading = phase === 'loading' || phase === 'running' || phase === 'paused'
  if (!loading || dataProgress === null) return null
  if (isDataHere(dataProgress)) return null
  return t('status.data', {
    loaded: format.number(dataProgress.bytes / 1e6, 1),
    total: format.number(dataProgress.totalBytes / 1e6, 1),
  })
}

const isDataHere = (data: StatusState['dataProgress']): boolean =>
  data !== null && data.bytes >= data.totalBytes

/** Three digits: the others change with every step and tell nothing. */
const speedShown = (imagesPerSecond: number): number => Number(imagesPerSecond.toPrecision(3))

function megabytes(bytes: number, language: string): string {
  const words = { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 } as const
  return new Intl.NumberFormat(language, words).format(bytes / 1e6)
}
