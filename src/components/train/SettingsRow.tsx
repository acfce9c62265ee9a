import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BoundedSetting, defaultSettings } from '../../core/recipe/settings'
import { isActive } from '../../store/training-slice'
import { useLab } from '../use-lab'
import { MoreSettings } from './MoreSettings'
import { NumberField } from './NumberField'

const SHOWN = ['epochs', 'batch', 'learningRate', 'seed'] as const satisfies BoundedSetting[]

/** The settings of the next run: four in sight, the others folded. */
export function SettingsRow() {
  const { t } = useTranslation('train')
  const settings = useLab((state) => state.settings)
  const change = useLab((state) => state.settingsChanged)
  const locked = useLab((state) => isActive(state.phase))
  // A field that holds nonsense keeps it when its value does not change; new fields forget it.
  const [resets, setResets] = useState(0)
  return (
    <div className="training-settings" title={locked ? t('settings.locked') : undefined}>
      <fieldset key={resets} className="settings-shown" disabled={locked}>
        <legend className="visually-hidden">{t('settings.label')}</legend>
        {SHOWN.map((setting) => (
          <NumberField
            key={setting}
            setting={setting}
            value={settings[setting]}
            onEntered={(value) => change({ [setting]: value })}
          />
        ))}
      </fieldset>
      <MoreSettings
        settings={settings}
        locked={locked}
        onChanged={change}
        onReset={() => {
          change(defaultSettings(settings.variant))
          setResets(resets + 1)
        }}
      />
    </div>
  )
}
