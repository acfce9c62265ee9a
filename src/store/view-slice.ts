import type { Panel } from '../storage/url-settings'
import type { LabSlice } from './lab-store'

export type { Panel } from '../storage/url-settings'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** Over what the colour scale runs: each map's own largest value, its layer's, or the network's. */
export const COLOUR_RANGES = ['map', 'layer', 'network'] as const
export type ColourRange = (typeof COLOUR_RANGES)[number]

/** Which side of the activation the maps show. */
export const ACTIVATION_SIDES = ['post', 'pre'] as const
export type ActivationSide = (typeof ACTIVATION_SIDES)[number]

/** What is written on: the pad for one digit, or the wide one for a number. */
export const PADS = ['digit', 'number'] as const
export type Pad = (typeof PADS)[number]

export interface ViewSlice {
  readonly pad: Pad
  readonly theme: Theme
  readonly language: Language
  readonly colourRange: ColourRange
  readonly activationSide: ActivationSide
  /** Panels that the page's address asked to hide. */
  readonly hiddenPanels: readonly Panel[]
  padChosen(pad: Pad): void
  allPanelsShown(): void
  themeChosen(theme: Theme): void
  languageChosen(language: Language): void
  colourRangeChosen(range: ColourRange): void
  activationSideChosen(side: ActivationSide): void
}

export const createViewSlice: LabSlice<ViewSlice> = (set) => ({
  pad: 'digit',
  theme: 'system',
  language: 'en',
  colourRange: 'layer',
  activationSide: 'post',
  hiddenPanels: [],
  padChosen: (pad) => set({ pad }),
  allPanelsShown: () => set({ hiddenPanels: [] }),
  themeChosen: (theme) => set({ theme }),
  languageChosen: (language) => set({ language }),
  colourRangeChosen: (colourRange) => set({ colourRange }),
  activationSideChosen: (activationSide) => set({ activationSide }),
})
