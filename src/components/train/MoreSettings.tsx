import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { VALIDATION_IMAGES } from '../../core/mnist/split'
import { MODERN_ACTIVATIONS } from '../../core/network/variants'
import { SCHEDULES } from '../../core/recipe/schedule'
import type { TrainingSettings } from '../../core/recipe/settings'
import { Choice } from '../Choice'
import { ConnectionSettings } from '../connections/ConnectionSettings'
import { FoldedPanel } from '../FoldedPanel'
import { useFormat } from '../use-format'
import { Distortions } from './Distortions'
import { NumberField } from './NumberField'

const OPTIMIZERS = ['adam', 'sgd'] as const satisfies TrainingSettings['optimizer'][]

interface MoreSettingsProps {
  readonly settings: TrainingSettings
  readonly locked: boolean
  readonly onChanged: (change: Partial<TrainingSettings>) => void
  readonly onReset: () => void
}

/** Settings that a newcomer does not need, folded behind a button. */
export function MoreSettings({ settings, locked, onChanged, onReset }: MoreSettingsProps) {
  const { t } = useTranslation('train')
  return (
    <FoldedPanel
      testId="more-settings"
      name={t('settings.moreLabel')}
      openerClass="button more-settings"
      opener={
        <>
          {t('settings.more')}
          <ChevronDown size={14} aria-hidden="true" />
        </>
      }
      panelClass="settings-panel"
      align="end"
    >
      <fieldset className="settings-folded" disabled={locked}>
        <legend className="visually-hidden">{t('settings.moreLabel')}</legend>
        <FoldedFields settings={settings} onChanged={onChanged} />
        <ConnectionSettings />
        <Distortions settings={settings} onChanged={onChanged} />
        <button type="button" className="button" data-testid="reset-settings" onClick={onReset}>
          {t('settings.reset')}
        </button>
      </fieldset>
      {locked && <p className="quiet">{t('settings.locked')}</p>}
    </FoldedPanel>
  )
}

function FoldedFields({ settings, onChanged }: Pick<MoreSettingsProps, 'settings' | 'onChanged'>) {
  const { t } = useTranslation('train')
  const format = useFormat()
  const heldOut = [...new Set([VALIDATION_IMAGES, settings.validationImages, 0])].map(String)
  return (
    <>
      <Choice
        label={t('settings.optimizer')}
        testId="setting-optimizer"
        options={OPTIMIZERS}
        chosen={settings.optimizer}
        name={(kind) => t(`optimizer.${kind}`)}
        onChosen={(optimizer) => onChanged({ optimizer })}
      />
      {settings.optimizer === 'sgd' ? (
        <NumberField
          setting="momentum"
          value={settings.momentum}
          onEntered={(momentum) => onChanged({ momentum })}
        />
      ) : (
        <NumberField
          setting="weightDecay"
          value={settings.weightDecay}
          onEntered={(weightDecay) => onChanged({ weightDecay })}
        />
      )}
      <Choice
        label={t('settings.schedule')}
        testId="setting-schedule"
        options={SCHEDULES}
        chosen={settings.schedule}
        name={(kind) => t(`schedule.${kind}`)}
        onChosen={(schedule) => onChanged({ schedule })}
      />
      {settings.variant === 'lenet5-1998' && (
        <p className="settings-note quiet">{t('settings.paperOptimizer')}</p>
      )}
      {settings.variant === 'modern' && (
        <Choice
          label={t('settings.activation')}
          testId="setting-activation"
          options={MODERN_ACTIVATIONS}
          chosen={settings.activation}
          name={(activation) => t(`activation.${activation}`)}
          onChosen={(activation) => onChanged({ activation })}
        />
      )}
      <Choice
        label={t('settings.validationImages')}
        testId="setting-validationImages"
        options={heldOut}
        chosen={String(settings.validationImages)}
        name={(images) =>
          images === '0'
            ? t('validation.none')
            : t('validation.held', { count: Number(images), images: format.number(Number(images)) })
        }
        onChosen={(images) => onChanged({ validationImages: Number(images) })}
      />
    </>
  )
}
