import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { EngineTrial } from '../../worker/protocol'
import { FoldedPanel } from '../FoldedPanel'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import './engine-trials.css'

/** Which engines this machine was tried for, how fast each was, and why one was not used. */
export function EngineTrials() {
  const { t } = useTranslation()
  const trials = useLab((state) => state.engineTrials)
  if (trials.length === 0) return null
  return (
    <FoldedPanel
      testId="engine-trials"
      name={t('head.trials')}
      openerClass="icon-button"
      openerName={t('head.trials')}
      opener={<Info size={16} aria-hidden="true" />}
      panelClass="engine-trials"
    >
      <h2>{t('head.trials')}</h2>
      <ul>
        {trials.map((trial) => (
          <TrialLine key={trial.name} trial={trial} />
        ))}
      </ul>
    </FoldedPanel>
  )
}

function TrialLine({ trial }: { readonly trial: EngineTrial }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { name, device, imagesPerSecond, refused } = trial
  return (
    <li data-engine={name} data-refused={refused !== null}>
      <strong>{t(`head.engineName.${name}`)}</strong>
      {device !== '' && <span className="quiet">{device}</span>}
      {imagesPerSecond !== null && (
        <span>
          {t('head.trialSpeed', {
            speed: format.number(imagesPerSecond),
            count: Math.round(imagesPerSecond),
          })}
        </span>
      )}
      {refused !== null && <span>{t('head.trialRefused', { reason: refused })}</span>}
    </li>
  )
}
