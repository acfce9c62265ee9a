import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { CLASSES, layerNamed } from '../../core/network/description'
import { answeredWith } from '../../store/answer'
import { unitChosen, useInspectionStore } from '../inspect/inspection'
import { useLab, useLabStore } from '../use-lab'
import { useNetwork } from '../use-network'
import { AnswerAnnouncer } from './AnswerAnnouncer'
import { AnswerLinks } from './AnswerLinks'
import { answerMark } from './answer-mark'
import { NoDigitShare } from './NoDigitShare'
import { ProbabilityBars } from './ProbabilityBars'
import { useAnswerSentence } from './use-answer-sentence'
import './predict.css'

/** Loaded with the network that has codes: the others' first answer does not wait for it. */
const CodeDistances = lazy(() =>
  import('./CodeDistances').then((module) => ({ default: module.CodeDistances })),
)

/** What the output is, and the way to the sum behind the answer. */
function SumOpener() {
  const { t } = useTranslation()
  const lab = useLabStore()
  const inspection = useInspectionStore()
  const open = () => {
    const map = lab.getState().reading?.digit ?? 0
    unitChosen(inspection, { plane: 'output', map, row: 0, column: 0 })
  }
  const size = t('answer.size', { count: CLASSES })
  return (
    <button
      type="button"
      className="link quiet"
      data-testid="answer-sum"
      aria-label={t('answer.open', { size })}
      title={t('answer.open', { size })}
      onClick={open}
    >
      {size}
    </button>
  )
}

/** The end of the flow: ten probabilities, the digit, and how sure it is in words. */
export function AnswerPanel() {
  const { t } = useTranslation()
  const answer = useLab(answeredWith)
  const sentence = useAnswerSentence()
  const network = useNetwork()
  const output = layerNamed(network, 'output')
  return (
    <section className="answer" data-testid="layer-output" aria-labelledby="heading-output">
      <header className="layer-head">
        <h2 id="heading-output" className="panel-title">
          {t('answer.title')}
        </h2>
        <SumOpener />
      </header>
      <ProbabilityBars />
      {network.rubbishLogit !== null && <NoDigitShare />}
      {output.kind === 'radialBasis' && (
        <Suspense fallback={null}>
          <CodeDistances output={output} />
        </Suspense>
      )}
      <div className="answer-words">
        <p
          className="answer-digit"
          data-testid="prediction"
          data-quiet={typeof answer !== 'number'}
        >
          {answerMark(answer)}
        </p>
        <p className="answer-sentence">{sentence}</p>
        <AnswerLinks />
      </div>
      <AnswerAnnouncer sentence={sentence} />
    </section>
  )
}
