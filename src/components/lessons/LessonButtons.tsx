import { Compass, Share2 } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../IconButton'

const ShareDialog = lazy(() =>
  import('./ShareDialog').then((module) => ({ default: module.ShareDialog })),
)
const Tour = lazy(() => import('./Tour').then((module) => ({ default: module.Tour })))

/** The ways into a lesson: the tour, and a link for others. */
export function LessonButtons() {
  const { t } = useTranslation('lessons')
  const [isSharing, setIsSharing] = useState(false)
  return (
    <>
      <TourButton />
      <IconButton testId="share" name={t('share.open')} onPressed={() => setIsSharing(true)}>
        <Share2 aria-hidden="true" />
      </IconButton>
      {isSharing && (
        <Suspense fallback={null}>
          <ShareDialog onClosed={() => setIsSharing(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Begins the tour, or goes on with it where it was left. */
function TourButton() {
  const { t } = useTranslation('lessons')
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [at, setAt] = useState(0)
  const name = t(at === 0 ? 'tour.begin' : 'tour.resume', { at: at + 1 })
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button"
        data-testid="tour-open"
        aria-label={name}
        aria-expanded={isOpen}
        title={name}
        onClick={() => setIsOpen(true)}
      >
        <Compass aria-hidden="true" />
        {t('tour.open')}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Tour
            at={at}
            onMoved={setAt}
            onLeft={(isOver) => {
              if (isOver) setAt(0)
              setIsOpen(false)
              button.current?.focus({ preventScroll: true })
            }}
          />
        </Suspense>
      )}
    </>
  )
}
