import { lazy, Suspense } from 'react'
import { useHeadStartOver } from '../use-head-start-over'

const PanelSaveMenu = lazy(() =>
  import('./PanelSaveMenu').then((module) => ({ default: module.PanelSaveMenu })),
)

/** The place of a panel's menu for saving, which is loaded once the page can answer. */
export function SavePlace(panel: { readonly subject: string; readonly panel: string }) {
  const isTime = useHeadStartOver('panels')
  return <Suspense fallback={null}>{isTime && <PanelSaveMenu {...panel} />}</Suspense>
}
