import { useTranslation } from 'react-i18next'
import { ConfusionMatrix } from '../evaluate/ConfusionMatrix'
import { FilmPlace } from '../film/FilmPlace'
import { Shown } from '../Shown'
import { AnsweringWeights } from './AnsweringWeights'
import { KeptRunOffer } from './KeptRunOffer'
import { LearningCurves } from './LearningCurves'
import { SettingsRow } from './SettingsRow'
import { TrainingAnnouncer } from './TrainingAnnouncer'
import { TrainingControls } from './TrainingControls'
import { TrainingFailureNotice } from './TrainingFailureNotice'
import { TrainingStatus } from './TrainingStatus'
import { useTrainingIntent } from './use-training-intent'
import { WeightsFileRefusal } from './WeightsFileRefusal'
import './training.css'

/** Everything about training: how to run it, how it goes, and what came of it. */
export function TrainingPanel() {
  const { t } = useTranslation('train')
  const intent = useTrainingIntent()
  return (
    <section className="training" aria-labelledby="training-title">
      <div className="training-head" {...intent}>
        <h2 id="training-title" className="panel-title">
          {t('title')}
        </h2>
        <TrainingControls />
        <SettingsRow />
      </div>
      <TrainingStatus>
        <AnsweringWeights />
      </TrainingStatus>
      <KeptRunOffer />
      <WeightsFileRefusal />
      <TrainingFailureNotice />
      <div className="training-results">
        <Shown panel="curves">
          <LearningCurves />
        </Shown>
        <Shown panel="confusion">
          <ConfusionMatrix />
        </Shown>
      </div>
      <Shown panel="film">
        <FilmPlace />
      </Shown>
      <TrainingAnnouncer />
    </section>
  )
}
