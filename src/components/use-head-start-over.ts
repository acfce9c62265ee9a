import { useEffect, useState } from 'react'
import { isPadBare } from '../store/drawing-slice'
import { useLab } from './use-lab'

interface HeadStart {
  /** Milliseconds that the page is left alone: with a bare pad, or with its first answer. */
  readonly quiet: number
  /** An answer that has not come by then may never come: strokes that were rubbed out have none. */
  readonly longestWait: number
  /** Whether it begins when the weights are there, and with the pen up. */
  readonly isLong: boolean
}

/** What the first answer goes before: the layers' pictures, and panels that are loaded. */
const HEAD_STARTS = {
  layers: { quiet: 100, longestWait: 2000, isLong: false },
  panels: { quiet: 500, longestWait: 5000, isLong: true },
} as const satisfies Readonly<Record<string, HeadStart>>

/** Whether whoever drew at once has an answer, and the page was left alone for a while. */
export function useHeadStartOver(before: keyof typeof HEAD_STARTS): boolean {
  const { quiet, longestWait, isLong } = HEAD_STARTS[before]
  const isHeld = useLab(({ weightsSource }) => isLong && weightsSource.kind === 'loading')
  // What is loaded and rendered would make the movements of a pen that is down wait.
  const isAwaited = useLab(
    (state) =>
      (state.reading === null && !isPadBare(state)) || (isLong && state.liveStroke !== null),
  )
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    if (isHeld || isOver) return
    const timer = setTimeout(() => setIsOver(true), isAwaited ? longestWait : quiet)
    return () => clearTimeout(timer)
  }, [isHeld, isAwaited, isOver, quiet, longestWait])
  return isOver
}
