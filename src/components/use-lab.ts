import { createContext, createElement, type ReactNode, use } from 'react'
import { useStore } from 'zustand'
import type { LabState, LabStore } from '../store/lab-store'

const LabContext = createContext<LabStore | null>(null)

interface LabProviderProps {
  readonly store: LabStore
  readonly children: ReactNode
}

/** Gives the page its store. */
export function LabProvider({ store, children }: LabProviderProps) {
  return createElement(LabContext, { value: store }, children)
}

/** The store itself, for what is painted or called without rendering. */
export function useLabStore(): LabStore {
  const store = use(LabContext)
  if (store === null) throw new Error('useLabStore: needs a LabProvider above, got none')
  return store
}

/** A part of the state; the component renders again when that part changes, and only then. */
export function useLab<Part>(part: (state: LabState) => Part): Part {
  return useStore(useLabStore(), part)
}
