import { Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  drawingShare,
  PANELS,
  type Panel,
  type ShareChoice,
  shareQuery,
} from '../../store/share-link'
import { ModalDialog } from '../ModalDialog'
import { useLabStore } from '../use-lab'
import { useReturnFocus } from '../use-return-focus'
import './share-dialog.css'

/** How the link was handed over: a page that may not write the clipboard marks it instead. */
type Handed = 'copied' | 'marked'

const THINGS = ['drawing', 'engine', 'language', 'theme'] as const

/** Makes a link that opens the page as it is now, or with fewer panels. */
export function ShareDialog({ onClosed }: { readonly onClosed: () => void }) {
  const { t } = useTranslation('lessons')
  const state = useLabStore().getState()
  const returnFocus = useReturnFocus()
  const [choice, setChoice] = useState<ShareChoice>({
    drawing: true,
    engine: false,
    language: true,
    theme: false,
    hidden: state.hiddenPanels,
  })
  const drawing = drawingShare(state)
  const link = new URL(`?${shareQuery(state, choice)}`, document.baseURI).href
  return (
    <ModalDialog
      testId="share-dialog"
      title={t('share.title')}
      about={t('share.about')}
      closeName={t('share.close')}
      onClosed={onClosed}
      returnFocus={returnFocus}
    >
      <fieldset className="share-choices">
        <legend>{t('share.also')}</legend>
        {THINGS.map((thing) => (
          <Tick
            key={thing}
            testId={`share-${thing}`}
            label={t(`share.thing.${thing}`)}
            disabled={thing === 'drawing' && drawing !== 'fits'}
            isOn={choice[thing] && (thing !== 'drawing' || drawing === 'fits')}
            onChanged={(isOn) => setChoice({ ...choice, [thing]: isOn })}
          />
        ))}
      </fieldset>
      {drawing !== 'fits' && <p className="quiet">{t(`share.drawing.${drawing}`)}</p>}
      <fieldset className="share-choices">
        <legend>{t('share.panels')}</legend>
        {PANELS.map((panel) => (
          <Tick
            key={panel}
            testId={`share-panel-${panel}`}
            label={t(`share.panel.${panel}`)}
            isOn={!choice.hidden.includes(panel)}
            onChanged={(isOn) =>
              setChoice({ ...choice, hidden: hiddenAfter(choice.hidden, panel, isOn) })
            }
          />
        ))}
      </fieldset>
      <CopiedLink link={link} />
    </ModalDialog>
  )
}

const hiddenAfter = (hidden: readonly Panel[], panel: Panel, isShown: boolean): readonly Panel[] =>
  PANELS.filter((each) => (each === panel ? !isShown : hidden.includes(each)))

interface TickProps {
  readonly testId: string
  readonly label: string
  readonly isOn: boolean
  readonly disabled?: boolean
  readonly onChanged: (isOn: boolean) => void
}

function Tick({ testId, label, isOn, disabled = false, onChanged }: TickProps) {
  return (
    <label className="share-tick">
      <input
        type="checkbox"
        data-testid={testId}
        checked={isOn}
        disabled={disabled}
        onChange={({ target }) => onChanged(target.checked)}
      />
      {label}
    </label>
  )
}

/** The link, to be copied; what was copied of an older one is not said of a new one. */
function CopiedLink({ link }: { readonly link: string }) {
  const { t } = useTranslation('lessons')
  const field = useRef<HTMLTextAreaElement>(null)
  const [handed, setHanded] = useState<{ readonly how: Handed; readonly link: string } | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      setHanded({ how: 'copied', link })
    } catch {
      field.current?.select()
      setHanded({ how: 'marked', link })
    }
  }
  return (
    <>
      <label className="share-link">
        <span className="choice-label">{t('share.link')}</span>
        <textarea ref={field} readOnly rows={5} value={link} data-testid="share-link" />
      </label>
      <div className="share-foot">
        <button
          type="button"
          className="button"
          data-testid="share-copy"
          onClick={() => void copy()}
        >
          <Copy aria-hidden="true" />
          {t('share.copy')}
        </button>
        <p className="quiet" role="status">
          {handed?.link === link && t(`share.${handed.how}`)}
        </p>
      </div>
    </>
  )
}
