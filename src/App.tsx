import './components/page.css'
import './components/print.css'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { AfterAnswer } from './components/AfterAnswer'
import { DrawPanel } from './components/draw/DrawPanel'
import { StagesPanel } from './components/draw/StagesPanel'
import { FootPlace } from './components/foot/FootPlace'
import { HandPlace } from './components/hand/HandPlace'
import { PageHead } from './components/head/PageHead'
import { createInspection, InspectionContext } from './components/inspect/inspection'
import { NetworkFlow } from './components/inspect/NetworkFlow'
import { InspectorPlace } from './components/inspector/InspectorPlace'
import { NoticePlace } from './components/NoticePlace'
import { PanelBoundary } from './components/PanelBoundary'
import { AnswerPanel } from './components/predict/AnswerPanel'
import { Shown } from './components/Shown'
import { TrainingPlace } from './components/TrainingPlace'
import { useDocumentView } from './components/use-document-view'
import { useLab } from './components/use-lab'

/** Few addresses hide panels. */
const HiddenPanelsLine = lazy(() =>
  import('./components/lessons/HiddenPanelsLine').then((module) => ({
    default: module.HiddenPanelsLine,
  })),
)

/** Arranges the panels in the order of the data; knows nothing of what they do. */
export function App() {
  const { t } = useTranslation()
  const pad = useLab((state) => state.pad)
  const hidden = useLab((state) => state.hiddenPanels)
  const inspection = useMemo(createInspection, [])
  useDocumentView()
  return (
    <div className="page">
      <a className="skip-link" href="#lab">
        {t('skip')}
      </a>
      <InspectionContext value={inspection}>
        <PanelBoundary name={t('title')}>
          <PageHead />
        </PanelBoundary>
        {hidden.length > 0 && (
          <Suspense fallback={null}>
            <HiddenPanelsLine />
          </Suspense>
        )}
        <main id="lab" className="lab" data-pad={pad} data-hidden={hidden.join(' ')} tabIndex={-1}>
          <PanelBoundary name={t('draw.title')} className="draw">
            <DrawPanel />
          </PanelBoundary>
          {pad === 'digit' && <DigitFlow />}
          <Shown panel="training">
            <TrainingPlace />
          </Shown>
          <Shown panel="hand">
            <HandPlace />
          </Shown>
        </main>
      </InspectionContext>
      <FootPlace />
      <NoticePlace />
    </div>
  )
}

/** What becomes of one digit: the stages of its image, the layers, the answer. */
function DigitFlow() {
  const { t } = useTranslation()
  return (
    <>
      <Shown panel="stages">
        <PanelBoundary name={t('stages.title')} className="stages">
          <AfterAnswer placeholder={<div className="stages" />}>
            <StagesPanel />
          </AfterAnswer>
        </PanelBoundary>
      </Shown>
      <Shown panel="network">
        <PanelBoundary name={t('network.title')} className="network">
          <AfterAnswer placeholder={<div className="network" />}>
            <NetworkFlow />
          </AfterAnswer>
        </PanelBoundary>
      </Shown>
      <Shown panel="answer">
        <PanelBoundary name={t('answer.title')} className="answer">
          <AnswerPanel />
        </PanelBoundary>
      </Shown>
      <Shown panel="inspector">
        <InspectorPlace />
      </Shown>
    </>
  )
}
