import { PencilLine } from 'lucide-react'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { exampleNumber } from '../../core/numbers/example-number'
import { keepNumberRead, NARROW_PAD, numberPadOf, WIDE_PAD } from '../../store/number-pad'
import { PadCanvas } from '../draw/PadCanvas'
import { PadTools } from '../draw/PadTools'
import { PadContext } from '../draw/use-pad'
import { useLabStore } from '../use-lab'
import { DigitsUnderInk, NumberAnswer } from './NumberAnswer'
import { Ribbons } from './Ribbons'
import './number.css'

/** The wide pad, the number read on it, and the network swept over it. */
export function NumberPad() {
  const { t } = useTranslation('number')
  const lab = useLabStore()
  const store = useMemo(() => numberPadOf(lab), [lab])
  const width = useStore(store, (state) => state.width)
  const reading = useStore(store, (state) => state.numberReading)
  const lineWritten = useStore(store, (state) => state.lineWritten)
  const pad = useMemo(() => ({ store, width }), [store, width])
  const isWide = useWidePage()
  useEffect(() => store.getState().widthChanged(isWide ? WIDE_PAD : NARROW_PAD), [store, isWide])
  useEffect(() => keepNumberRead(lab, store), [lab, store])
  return (
    <PadContext value={pad}>
      <div className="number">
        <PadCanvas label={t('pad.label')} hint={t('pad.hint')} fileIsOver={false} />
        <DigitsUnderInk reading={reading} paper={width} />
        <div className="number-row">
          <div className="number-tools">
            <PadTools />
            <button
              type="button"
              className="button"
              data-testid="number-example"
              title={t('example.about')}
              onClick={() => lineWritten(exampleNumber(width))}
            >
              <PencilLine aria-hidden="true" />
              {t('example.write')}
            </button>
          </div>
          <NumberAnswer reading={reading} />
        </div>
        <p className="quiet number-about">{t('about')}</p>
        <Ribbons reading={reading} paper={width} />
      </div>
    </PadContext>
  )
}

const WIDE_PAGE = '(width >= 720px)'

const subscribeToPage = (changed: () => void) => {
  const query = matchMedia(WIDE_PAGE)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Whether the page has room for the wide pad; the style sheet's own limit. */
const useWidePage = (): boolean =>
  useSyncExternalStore(subscribeToPage, () => matchMedia(WIDE_PAGE).matches)
