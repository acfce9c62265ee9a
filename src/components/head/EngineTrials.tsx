import { Info } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { EngineTrial } from '../../worker/protocol'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import './engine-trials.css'

/** Which engines this machine was tried for, how fast each was, and why one was not used. */
export function EngineTrials() {
  const { t } = useTranslation()
  const trials = useLab((state) => state.engineTrials)
  if (trials.length === 0) return null
  return (
    <Popover.Root>
      <Popover.Trigger
        className="icon-button"
        data-testid="engine-trials"
        aria-label={t('head.trials')}
        title={t('head.trials')}
      >
        <Info size={16} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover engine-trials"
          aria-label={t('head.trials')}
          align="start"
          sideOffset={6}
          collisionPadding={8}
        >
          <h2>{t('head.trials')}</h2>
          <ul>
            {trials.map((trial) => (
              <TrialLine key={trial.name} trial={trial} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
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
