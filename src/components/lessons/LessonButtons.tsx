import { Share2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../IconButton'

const ShareDialog = lazy(() =>
  import('./ShareDialog').then((module) => ({ default: module.ShareDialog })),
)

/** The ways into a lesson: a link for others. */
export function LessonButtons() {
  const { t } = useTranslation('lessons')
  const [isSharing, setIsSharing] = useState(false)
  return (
    <>
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
