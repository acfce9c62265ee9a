import { useTranslation } from 'react-i18next'
import {
  DISTORTIONS,
  type Distortion,
  distortionsIn,
  NO_DISTORTIONS,
  STRONGEST_DISTORTIONS,
  USUAL_DISTORTIONS,
} from '../../core/recipe/distortion-settings'
import type { TrainingSettings } from '../../core/recipe/settings'
import { useFormat } from '../use-format'
import { DistortionPreview } from './DistortionPreview'
import './distortions.css'

/** The smallest change of each strength, and the least that is not off. */
const STEPS: Readonly<Record<Distortion, number>> = {
  translation: 0.25,
  scaling: 0.01,
  squeezing: 0.01,
  shear: 0.02,
  rotation: 1,
  elastic: 0.1,
  thickness: 0.05,
}

interface DistortionsProps {
  readonly settings: TrainingSettings
  readonly onChanged: (change: Pick<TrainingSettings, 'distortions'>) => void
}

/** How the next run changes its training images: each kind with a switch and a strength. */
export function Distortions({ settings, onChanged }: DistortionsProps) {
  const { t } = useTranslation('train')
  const { distortions } = settings
  const areAllOn = distortionsIn(distortions).length === DISTORTIONS.length
  return (
    <fieldset className="distortions" data-testid="distortions">
      <legend className="choice-label">{t('distortions.title')}</legend>
      <DistortionPreview settings={settings} />
      {DISTORTIONS.map((name) => (
        <DistortionRow
          key={name}
          name={name}
          strength={distortions[name]}
          onChanged={(strength) => onChanged({ distortions: { ...distortions, [name]: strength } })}
        />
      ))}
      <button
        type="button"
        className="button"
        data-testid="distortions-all"
        onClick={() => onChanged({ distortions: areAllOn ? NO_DISTORTIONS : USUAL_DISTORTIONS })}
      >
        {t(areAllOn ? 'distortions.none' : 'distortions.all')}
      </button>
    </fieldset>
  )
}

interface DistortionRowProps {
  readonly name: Distortion
  /** 0 is off. */
  readonly strength: number
  readonly onChanged: (strength: number) => void
}

function DistortionRow({ name, strength, onChanged }: DistortionRowProps) {
  const { t } = useTranslation('train')
  const words = useStrengthWords(name, strength)
  const isOn = strength > 0
  return (
    <div className="distortion">
      <label>
        <input
          type="checkbox"
          data-testid={`distortion-${name}`}
          checked={isOn}
          onChange={() => onChanged(isOn ? 0 : USUAL_DISTORTIONS[name])}
        />
        {t(`distortions.name.${name}`)}
      </label>
      <input
        type="range"
        data-testid={`distortion-${name}-strength`}
        min={STEPS[name]}
        max={STRONGEST_DISTORTIONS[name]}
        step={STEPS[name]}
        value={isOn ? strength : USUAL_DISTORTIONS[name]}
        disabled={!isOn}
        aria-label={t('distortions.strengthOf', { name: t(`distortions.name.${name}`) })}
        aria-valuetext={words}
        onChange={({ target }) => onChanged(Number(target.value))}
      />
      <output>{isOn ? words : t('distortions.off')}</output>
    </div>
  )
}

/** A strength with its unit, as it is read out. */
function useStrengthWords(name: Distortion, strength: number): string {
  const { t } = useTranslation('train')
  const format = useFormat()
  switch (name) {
    case 'scaling':
    case 'squeezing':
      return `± ${format.percent(Math.expm1(strength), 0)}`
    case 'shear':
      return `± ${format.number(strength, 2)}`
    case 'rotation':
      return `± ${format.number(strength)}°`
    default:
      return t('distortions.pixels', { pixels: format.number(strength, 2) })
  }
}
