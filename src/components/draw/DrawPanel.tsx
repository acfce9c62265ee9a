import { useTranslation } from 'react-i18next'
import { CorrectPlace } from '../hand/CorrectPlace'
import { Later } from '../Later'
import { AnswerEcho } from '../predict/AnswerEcho'
import { ImageSources } from './ImageSources'
import { PadCanvas } from './PadCanvas'
import { PadTools } from './PadTools'
import { useUndoKeys } from './use-undo-keys'
import './draw.css'

/** The pad with its tools, and other ways to get a digit onto it. */
export function DrawPanel() {
  const { t } = useTranslation()
  useUndoKeys()
  return (
    <section className="draw" aria-labelledby="heading-draw">
      <h2 id="heading-draw" className="panel-title">
        {t('draw.title')}
        <AnswerEcho />
      </h2>
      <PadCanvas />
      <Later>
        <PadTools />
        <ImageSources />
        <CorrectPlace />
      </Later>
    </section>
  )
}
