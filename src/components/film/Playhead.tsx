import { useCallback, useRef } from 'react'
import type { LabState } from '../../store/lab-store'
import { usePainted } from '../use-painted'
import './playhead.css'

/** The share of the run at which the frame that is shown was taken; null in the present. */
const placeInRun = ({ weightsSource, progress }: LabState) =>
  [
    weightsSource.kind === 'frame' && progress !== null
      ? weightsSource.frame.images / progress.totalImages
      : null,
  ] as const

/** A line across a chart of the run, where the film is. Painted outside React: it moves with each frame. */
export function Playhead() {
  const line = useRef<HTMLDivElement>(null)
  const paint = useCallback(([share]: ReturnType<typeof placeInRun>) => {
    const element = line.current
    if (element === null) return
    element.hidden = share === null
    element.style.setProperty('--place', String(share ?? 0))
  }, [])
  usePainted(placeInRun, paint)
  return <div ref={line} className="playhead" data-testid="playhead" hidden />
}
