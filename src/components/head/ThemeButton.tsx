import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { THEMES, type Theme } from '../../store/view-slice'
import { IconButton } from '../IconButton'
import { useLab } from '../use-lab'

const ICONS: Readonly<Record<Theme, typeof Sun>> = { system: Monitor, light: Sun, dark: Moon }

/** Goes round the themes: the system's, light, dark. */
export function ThemeButton() {
  const { t } = useTranslation()
  const theme = useLab((state) => state.theme)
  const themeChosen = useLab((state) => state.themeChosen)
  const Icon = ICONS[theme]
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!
  return (
    <IconButton
      testId="theme-toggle"
      name={t('head.theme', { theme: t(`head.themeName.${theme}`) })}
      onPressed={() => themeChosen(next)}
    >
      <Icon aria-hidden="true" />
    </IconButton>
  )
}
