import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PanelBoundary } from './PanelBoundary'
import { useHeadStartOver } from './use-head-start-over'
import { useLab } from './use-lab'

/** The place of the notices: loaded once the page can answer, while the server can still be reached. */
export function NoticePlace() {
  const { t } = useTranslation()
  const isTime = useHeadStartOver('panels')
  const isNeeded = useLab(({ notices }) => notices.length > 0)
  return (
    <PanelBoundary name={t('notices')}>{(isTime || isNeeded) && <LazyNotices />}</PanelBoundary>
  )
}

function LazyNotices() {
  const [NoticeList] = useState(() =>
    lazy(() => import('./NoticeList').then((module) => ({ default: module.NoticeList }))),
  )
  return (
    <Suspense fallback={null}>
      <NoticeList />
    </Suspense>
  )
}
