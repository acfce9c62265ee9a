import { lazy, Suspense, useState } from 'react'
import { useHeadStartOver } from '../use-head-start-over'

/** The page's foot, which is loaded once the page can answer. */
export function FootPlace() {
  return useHeadStartOver('panels') && <LazyFoot />
}

/** Without it the page has all that it is for: where it cannot be had, nothing is said. */
function LazyFoot() {
  const [PageFoot] = useState(() =>
    lazy(() => import('./PageFoot').then((module) => ({ default: module.PageFoot }))),
  )
  return (
    <Suspense fallback={null}>
      <PageFoot />
    </Suspense>
  )
}
