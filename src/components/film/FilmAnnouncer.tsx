import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLab } from '../use-lab'

/** Tells screen readers when the page begins to show the past, and when the present again. */
export function FilmAnnouncer() {
  const { t } = useTranslation('film')
  const isLooking = useLab(({ weightsSource }) => weightsSource.kind === 'frame')
  const [hasLooked, setHasLooked] = useState(false)
  useEffect(() => {
    if (isLooking) setHasLooked(true)
  }, [isLooking])
  return (
    <p className="visually-hidden" role="status" data-testid="film-announcement">
      {isLooking ? t('entered') : hasLooked ? t('returned') : ''}
    </p>
  )
}
