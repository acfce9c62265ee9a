import { lazy, Suspense } from 'react'
import { useHeadStartOver } from '../use-head-start-over'

const LessonButtons = lazy(() =>
  import('./LessonButtons').then((module) => ({ default: module.LessonButtons })),
)

/** The place of the ways into a lesson, which are loaded once the page can answer. */
export function LessonsPlace() {
  const isTime = useHeadStartOver('panels')
  return (
    <div className="head-lessons">
      <Suspense fallback={null}>{isTime && <LessonButtons />}</Suspense>
    </div>
  )
}
