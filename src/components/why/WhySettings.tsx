import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { PATCH_SIDES } from '../../core/explain/occlusion'
import { CLASSES, NOT_A_DIGIT } from '../../core/network/description'
import { Choice } from '../Choice'
import { Segments } from '../draw/Segments'
import { useAnswerName } from './use-answer-name'
import { MEASURES, type WhyStore, type WhySubject } from './why-work'

interface WhySettingsProps {
  readonly why: WhyStore
  readonly subject: WhySubject
  readonly rival: number
}

/** The ten digits, then "not a digit". */
const ANSWERS = Array.from({ length: CLASSES + 1 }, (_, answer) => answer)

const SIDES = PATCH_SIDES.map(String)

/** What the answer is held against, by what it is measured, and how much is covered. */
export function WhySettings({ why, subject, rival }: WhySettingsProps) {
  const { t } = useTranslation('why')
  const nameOf = useAnswerName()
  const measure = useStore(why, (state) => state.measure)
  const patch = useStore(why, (state) => state.patch)
  const neverRefuses = subject.leastEvidence === Number.NEGATIVE_INFINITY
  return (
    <div className="why-settings">
      <span className="choice-label" aria-hidden="true">
        {t('rival.label')}
      </span>
      <Segments
        label={t('rival.label')}
        options={ANSWERS.map((answer) => {
          const mark = answer === NOT_A_DIGIT ? '?' : String(answer)
          return [String(answer), mark] as const
        })}
        chosen={String(rival)}
        name={(option) => nameOf(Number(option))}
        testId={(option) => `rival-${option}`}
        disabled={(option) =>
          Number(option) === subject.answer || (neverRefuses && Number(option) === NOT_A_DIGIT)
        }
        onChosen={(option) => why.setState({ pinned: Number(option) })}
      />
      <Choice
        label={t('measure.label')}
        testId="why-measure"
        options={MEASURES}
        chosen={measure}
        name={(option) => t(`measure.${option}`)}
        onChosen={(chosen) => why.setState({ measure: chosen })}
      />
      <Choice
        label={t('patch.label')}
        testId="why-patch"
        options={SIDES}
        chosen={String(patch)}
        name={(side) => t('patch.size', { side })}
        onChosen={(chosen) => {
          const side = PATCH_SIDES.find((candidate) => String(candidate) === chosen)
          if (side !== undefined) why.setState({ patch: side })
        }}
      />
    </div>
  )
}
