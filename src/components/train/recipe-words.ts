import type { TFunction } from 'i18next'
import type { TrainingSettings } from '../../core/recipe/settings'
import type { Format } from '../use-format'

/** How a run was or will be trained, in a few words. */
export const recipeWords = (
  { optimizer, learningRate, schedule, batch }: TrainingSettings,
  t: TFunction<'train'>,
  format: Format,
): string =>
  t('weights.recipeOf', {
    optimizer: t(`optimizer.${optimizer}`),
    rate: format.number(learningRate, 6),
    schedule: t(`schedule.${schedule}`),
    batch: format.number(batch),
  })
