import { useTranslation } from 'react-i18next'
import { PADS, type Pad } from '../../store/view-slice'
import { useLab } from '../use-lab'
import { Segments } from './Segments'

/** One digit, or a number. */
export function PadChoice() {
  const { t } = useTranslation()
  const pad = useLab((state) => state.pad)
  const padChosen = useLab((state) => state.padChosen)
  const name = (option: Pad) => t(`draw.pad.${option}`)
  return (
    <div className="pad-choice">
      <Segments
        label={t('draw.what')}
        options={PADS.map((option) => [option, name(option)] as const)}
        chosen={pad}
        name={name}
        testId={(option) => `pad-${option}`}
        onChosen={padChosen}
      />
    </div>
  )
}
