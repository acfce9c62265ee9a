import { lazy } from 'react'
import type { MapMarksProps } from './MapMarks'

/** The layers' first picture does not wait for its marks, and does without where they cannot be had. */
const marks = () => import('./MapMarks').catch(() => null)

const NoMarks = (_: MapMarksProps) => null
const NoKey = () => null

export const MapMarks = lazy(async () => ({ default: (await marks())?.MapMarks ?? NoMarks }))
export const MapMarksKey = lazy(async () => ({ default: (await marks())?.MapMarksKey ?? NoKey }))
