import { useTranslation } from 'react-i18next'
import { CorrectPlace } from '../hand/CorrectPlace'
import { Later } from '../Later'
import { ImageSources } from './ImageSources'
import { PadCanvas } from './PadCanvas'
import { PadTools } from './PadTools'

interface DigitPadProps {
  readonly fileIsOver: boolean
}

/** The pad for one digit, and other ways to get one onto it. */
export function DigitPad({ fileIsOver }: DigitPadProps) {
  const { t } = useTranslation()
  return (
    <>
      <PadCanvas label={t('pad.label')} hint={t('pad.hint')} fileIsOver={fileIsOver} />
      <Later>
        <PadTools />
        <ImageSources />
        <CorrectPlace />
      </Later>
    </>
  )
}
