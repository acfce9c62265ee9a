import { createContext, use } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { PAD_SIDE } from '../../core/ink/drawing'
import type { DrawingSlice } from '../../store/drawing-slice'
import { useLabStore } from '../use-lab'

/** Whatever store holds a drawing with its tools. */
export type PadStore = Pick<StoreApi<DrawingSlice>, 'getState' | 'getInitialState' | 'subscribe'>

export interface PadHandle {
  readonly store: PadStore
  /** Of the paper, in pad units; every pad is as high as the one for a digit. */
  readonly width: number
}

/** The pad that what is below draws on; without one, the lab's own for one digit. */
export const PadContext = createContext<PadHandle | null>(null)

export function usePad(): PadHandle {
  const lab = useLabStore()
  return use(PadContext) ?? { store: lab, width: PAD_SIDE }
}

/** A part of the pad's state; the component renders again when that part changes, and only then. */
export function usePadState<Part>(part: (state: DrawingSlice) => Part): Part {
  return useStore(usePad().store, part)
}
