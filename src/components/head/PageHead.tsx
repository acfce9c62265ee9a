import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { VARIANTS } from '../../core/network/description'
import { ENGINE_CHOICES } from '../../core/recipe/engine-name'
import { isActive } from '../../store/training-slice'
import { LANGUAGES, type Language } from '../../store/view-slice'
import { Choice } from '../Choice'
import { LessonsPlace } from '../lessons/LessonsPlace'
import { useLab } from '../use-lab'
import { EngineLine } from './EngineLine'
import { ThemeButton } from './ThemeButton'
import './page-head.css'

/** Each language by its own name, whatever the page's language is. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' }

/** The page's name, the network, the engine, and how the page looks. */
export function PageHead() {
  const { t } = useTranslation()
  return (
    <header className="page-head">
      <h1>{t('title')}</h1>
      <LessonsPlace />
      <div className="head-network">
        <VariantChoice />
      </div>
      <div className="head-engine">
        <EngineChoice />
        <EngineLine />
        <EngineTrialsWhenTried />
      </div>
      <div className="head-view">
        <LanguageChoice />
        <ThemeButton />
      </div>
    </header>
  )
}

/** Its popover is loaded with the first engine: nothing of it is needed to draw. */
const EngineTrials = lazy(() =>
  import('./EngineTrials').then((module) => ({ default: module.EngineTrials })),
)

function EngineTrialsWhenTried() {
  const tried = useLab(({ engineTrials }) => engineTrials.length > 0)
  return (
    tried && (
      <Suspense fallback={null}>
        <EngineTrials />
      </Suspense>
    )
  )
}

function VariantChoice() {
  const { t } = useTranslation()
  const variant = useLab((state) => state.network.variant)
  const variantChosen = useLab((state) => state.variantChosen)
  const isTraining = useLab(({ phase }) => isActive(phase))
  return (
    <Choice
      label={t('head.network')}
      testId="variant-select"
      options={VARIANTS}
      chosen={variant}
      name={(option) => t(`head.variant.${option}`)}
      // A run belongs to its network; it is stopped before another is put on the page.
      disabled={(option) => isTraining && option !== variant}
      onChosen={variantChosen}
    />
  )
}

function EngineChoice() {
  const { t } = useTranslation()
  const choice = useLab((state) => state.engineChoice)
  const engineChosen = useLab((state) => state.engineChosen)
  // The page's address may have chosen what this browser does not have.
  const isOffered = (option: (typeof ENGINE_CHOICES)[number]) =>
    option !== 'webgpu' || option === choice || 'gpu' in navigator
  return (
    <Choice
      label={t('head.engine')}
      testId="engine-select"
      options={ENGINE_CHOICES.filter(isOffered)}
      chosen={choice}
      name={(option) => t(`head.engineName.${option}`)}
      onChosen={engineChosen}
    />
  )
}

function LanguageChoice() {
  const { t } = useTranslation()
  const language = useLab((state) => state.language)
  const languageChosen = useLab((state) => state.languageChosen)
  return (
    <Choice
      label={t('head.language')}
      testId="language-select"
      options={LANGUAGES}
      chosen={language}
      name={(option) => LANGUAGE_NAMES[option]}
      onChosen={languageChosen}
    />
  )
}
