import { useTranslation } from 'react-i18next'
import { ACTIVATION_SIDES, COLOUR_RANGES } from '../../store/view-slice'
import { Choice } from '../Choice'
import { useLab } from '../use-lab'

/** What the colours run over, and which side of the activation the maps show. */
export function ViewSwitches() {
  const { t } = useTranslation()
  const colourRange = useLab((state) => state.colourRange)
  const activationSide = useLab((state) => state.activationSide)
  const colourRangeChosen = useLab((state) => state.colourRangeChosen)
  const activationSideChosen = useLab((state) => state.activationSideChosen)
  return (
    <>
      <Choice
        label={t('scale.label')}
        testId="colour-range"
        options={COLOUR_RANGES}
        chosen={colourRange}
        name={(range) => t(`scale.${range}`)}
        onChosen={colourRangeChosen}
      />
      <Choice
        label={t('side.label')}
        testId="activation-side"
        options={ACTIVATION_SIDES}
        chosen={activationSide}
        name={(side) => t(`side.${side}`)}
        onChosen={activationSideChosen}
      />
    </>
  )
}
