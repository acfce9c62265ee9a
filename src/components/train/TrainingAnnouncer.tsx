import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabState } from '../../store/lab-store'
import { type Format, useFormat } from '../use-format'
import { useLab, useLabStore } from '../use-lab'
import { type Announcement, announcementOf } from './announcement'
import { TEST_ERROR_DECIMALS } from './status-facts'

/** Tells screen readers what a glance tells everyone else: phases and results of epochs. */
export function TrainingAnnouncer() {
  const { t } = useTranslation('train')
  const format = useFormat()
  const store = useLabStore()
  const failure = useLab((state) => state.failure)
  const [announcement, setAnnouncement] = useState<Announcement | null>(null)
  useEffect(
    () =>
      store.subscribe((now, before) => {
        const heard = announcementOf(before, now)
        if (heard !== null) setAnnouncement(heard)
      }),
    [store],
  )
  return (
    <p className="visually-hidden" role="status" data-testid="train-announcement">
      {announcement !== null && sentenceOf(announcement, failure, t, format)}
    </p>
  )
}

function sentenceOf(
  announcement: Announcement,
  failure: LabState['failure'],
  t: TFunction<'train'>,
  format: Format,
): string {
  const percent = (share: number) => format.percent(share, TEST_ERROR_DECIMALS)
  switch (announcement.kind) {
    case 'epoch':
      return t('announce.epoch', {
        epoch: format.number(announcement.epoch),
        error: percent(announcement.testError),
      })
    case 'stopped':
    case 'finished':
      return announcement.testError === null
        ? t(`announce.${announcement.kind}`)
        : t(`announce.${announcement.kind}With`, { error: percent(announcement.testError) })
    case 'failed':
      return failure === null ? t('announce.failed') : t(`failure.${failure.reason}`)
    default:
      return t(`announce.${announcement.kind}`)
  }
}
