import { useTranslation } from 'react-i18next'
import { StagePicture } from './StagePicture'
import { STAGE_NAMES } from './stage-pictures'

/** What the network sees: every step from the pad to 32×32. */
export function StagesPanel() {
  const { t } = useTranslation()
  return (
    <section className="stages" aria-labelledby="heading-stages">
      <h2 id="heading-stages" className="panel-title">
        {t('stages.title')}
      </h2>
      <ol className="stage-list">
        {STAGE_NAMES.map((stage) => (
          <li key={stage}>
            <StagePicture stage={stage} />
          </li>
        ))}
      </ol>
    </section>
  )
}
