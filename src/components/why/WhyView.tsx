import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useLabStore } from '../use-lab'
import { ChangeView } from './ChangeView'
import { EvidenceGroup } from './EvidenceGroup'
import { evidenceMaps } from './evidence-maps'
import { inkOutline } from './ink-outline'
import { useAnswerName } from './use-answer-name'
import { WhyReadout } from './WhyReadout'
import { WhySettings } from './WhySettings'
import { createWhy, keepExplained, rivalOf, type WhyStore } from './why-work'
import './why.css'

/** Why the network answers as it does: what speaks for the answer and for another class, pixel by pixel. */
export function WhyView() {
  const lab = useLabStore()
  const [why] = useState(createWhy)
  useEffect(() => keepExplained(lab, why), [lab, why])
  const isStale = useStore(why, (state) => state.isStale)
  const isExplained = useStore(why, ({ subject, maps }) => subject !== null && maps !== null)
  const { t } = useTranslation('why')
  return (
    <div
      className="answer-look why"
      data-testid="why-view"
      data-explained={isExplained}
      data-stale={isStale}
      aria-busy={isStale}
    >
      {isExplained ? <Explanation why={why} /> : <p className="why-empty">{t('empty')}</p>}
    </div>
  )
}

function Explanation({ why }: { readonly why: WhyStore }) {
  const { t } = useTranslation('why')
  const nameOf = useAnswerName()
  const { subject, maps, measure, pinned } = useStore(why)
  const rival = subject && rivalOf(subject, pinned)
  const shown = useMemo(
    () =>
      subject === null || maps === null || rival === null
        ? null
        : [subject.answer, rival].map((answer) =>
            evidenceMaps(maps, subject.reading, measure, answer),
          ),
    [subject, maps, measure, rival],
  )
  const outline = useMemo(() => subject && inkOutline(subject.reading.stages.image.ink), [subject])
  if (subject === null || maps === null || rival === null) return null
  if (shown === null || outline === null) return null
  const names = { answer: nameOf(subject.answer), rival: nameOf(rival) }
  return (
    <>
      <div className="answer-look-head">
        <h2 className="panel-title" data-testid="why-title">
          {t('heading', names)}
        </h2>
        <WhySettings why={why} subject={subject} rival={rival} />
      </div>
      <div className="why-groups">
        {(['covering', 'ink'] as const).map((kind) => (
          <EvidenceGroup
            key={kind}
            kind={kind}
            measure={measure}
            patch={maps.patch}
            maps={shown}
            outline={outline}
          />
        ))}
        <ChangeView why={why} subject={subject} wanted={rival} />
      </div>
      <WhyReadout why={why} subject={subject} maps={maps} shown={shown} />
    </>
  )
}
