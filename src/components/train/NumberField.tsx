import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BoundedSetting, isFraction, SETTING_BOUNDS } from '../../core/recipe/settings'
import { useFormat } from '../use-format'
import { readSetting } from './number-entry'

/** Enough for the smallest learning rate, 0.000001. */
const DECIMALS = 6

interface NumberFieldProps {
  readonly setting: BoundedSetting
  readonly value: number
  /** Takes values within the setting's bounds alone. */
  readonly onEntered: (value: number) => void
}

/** A setting that is typed. What was typed stays, right or wrong; only what is right is taken. */
export function NumberField({ setting, value, onEntered }: NumberFieldProps) {
  const { t } = useTranslation('train')
  const format = useFormat()
  const id = useId()
  const [text, setText] = useState(String(value))
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    if (readSetting(setting, text) !== value) setText(String(value))
  }
  // An empty field under the cursor is one that is being typed into.
  const [focused, setFocused] = useState(false)
  const beingTyped = focused && text.trim() === ''
  const invalid = readSetting(setting, text) === null && !beingTyped
  const { least, most } = SETTING_BOUNDS[setting]
  const fractions = isFraction(setting)
  return (
    <div className="choice number-field">
      <label className="choice-label" htmlFor={id}>
        {t(`settings.${setting}`)}
      </label>
      <input
        id={id}
        data-testid={`setting-${setting}`}
        data-setting={setting}
        inputMode={fractions ? 'decimal' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-invalid={invalid}
        aria-describedby={invalid ? `${id}-hint` : undefined}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={({ target }) => {
          setText(target.value)
          const entered = readSetting(setting, target.value)
          if (entered !== null) onEntered(entered)
        }}
      />
      {invalid && (
        <p id={`${id}-hint`} className="number-hint" role="alert">
          {t(fractions ? 'hint.any' : 'hint.whole', {
            least: format.number(least, DECIMALS),
            most: format.number(most, DECIMALS),
            kept: value,
          })}
        </p>
      )}
    </div>
  )
}
