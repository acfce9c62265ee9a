import type { LabState } from '../../src/store/lab-store'

/** How a page is set, in words: what an address or preferences may change of it. */
export const settingOf = ({
  theme,
  language,
  colourRange,
  activationSide,
  brush,
  pad,
  engineChoice,
  hiddenPanels,
  settings,
  network: { variant },
}: LabState): string =>
  JSON.stringify({
    ...{ theme, language, colourRange, activationSide, brush, pad, engineChoice, hiddenPanels },
    ...{ settings, variant },
  })
