import { useTranslation } from 'react-i18next'
import { useLab } from '../use-lab'

/** Says that a link hides panels, and shows them. */
export function HiddenPanelsLine() {
  const { t } = useTranslation('lessons')
  const allPanelsShown = useLab((state) => state.allPanelsShown)
  return (
    <p className="quiet" data-testid="hidden-panels">
      {t('hidden.sentence')}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          allPanelsShown()
          // The button is gone; the keyboard goes on where the panels begin.
          document.getElementById('lab')?.focus({ preventScroll: true })
        }}
      >
        {t('hidden.showAll')}
      </button>
    </p>
  )
}
