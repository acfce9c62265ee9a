import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AnswerEcho } from '../predict/AnswerEcho'
import { useLab } from '../use-lab'
import { DigitPad } from './DigitPad'
import { PadChoice } from './PadChoice'
import { useFileDrop } from './use-file-drop'
import './draw.css'

/** What is written on, the pad for one digit or the wide one, and which of them. */
export function DrawPanel() {
  const { t } = useTranslation()
  const pad = useLab((state) => state.pad)
  const fileIsOver = useFileDrop()
  return (
    <section className="draw" aria-labelledby="heading-draw">
      <div className="draw-head">
        <h2 id="heading-draw" className="panel-title">
          {t('draw.title')}
          {pad === 'digit' && <AnswerEcho />}
        </h2>
        <PadChoice />
      </div>
      {pad === 'digit' ? <DigitPad fileIsOver={fileIsOver} /> : <LazyNumberPad />}
    </section>
  )
}

/** Asks for the wide pad anew each time it is mounted, so that a retry after a lost chunk is one. */
function LazyNumberPad() {
  const [NumberPad] = useState(() =>
    lazy(() => import('../number/NumberPad').then((module) => ({ default: module.NumberPad }))),
  )
  return (
    <Suspense fallback={<div className="pad pad-wide" />}>
      <NumberPad />
    </Suspense>
  )
}
