import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confusedPairs } from '../../core/metrics/digit-errors'
import type { ReadingsAsked } from '../../core/metrics/image-readings'
import { MNIST_COUNTS } from '../../core/mnist/images'
import { answeringTest, canTestWeights } from '../../store/weights-test-slice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { ConfusionTable } from './ConfusionTable'
import type { Cell } from './cell-moves'
import { useCellWords } from './use-cell-words'
import { useShownScore } from './use-shown-score'
import './confusion.css'

/** Its dialog is loaded with the first cell that is opened. */
const MistakesDialog = lazy(() =>
  import('./MistakesDialog').then((module) => ({ default: module.MistakesDialog })),
)

const ConfusionSaveMenu = lazy(() =>
  import('../export/ConfusionSaveMenu').then((module) => ({ default: module.ConfusionSaveMenu })),
)

const ALL_MISTAKES: ReadingsAsked = { truth: null, answer: null }

/** Which digits of the test set are read as which, after the latest epoch or when it was asked. */
export function ConfusionMatrix() {
  const { t } = useTranslation('train')
  const format = useFormat()
  const words = useCellWords()
  const score = useShownScore()
  const [pointed, setPointed] = useState<Cell | null>(null)
  const [opened, setOpened] = useState<ReadingsAsked | null>(null)
  const test = format.number(MNIST_COUNTS.test.images)
  return (
    <section className="confusion" aria-labelledby="confusion-title">
      <div className="confusion-head">
        <h3 id="confusion-title" className="results-title">
          {t('confusion.title')}
        </h3>
        {score !== null && (
          <p className="quiet">
            {score.epoch === null
              ? t('confusion.ofWeights', { test })
              : t('confusion.of', { test, epoch: format.number(score.epoch) })}
          </p>
        )}
      </div>
      {score === null ? (
        <p className="results-empty">{t('confusion.empty', { test })}</p>
      ) : (
        <>
          <ConfusionTable
            matrix={score.confusion}
            onPointed={setPointed}
            onOpened={(cell) => setOpened(cell)}
          />
          <p className="confusion-readout" aria-hidden="true">
            {pointed === null
              ? mostConfused(confusedPairs(score.confusion, 1)[0], words)
              : words.cell(score.confusion, pointed)}
          </p>
        </>
      )}
      <div className="confusion-foot">
        {score !== null && (
          <button
            type="button"
            className="link"
            data-testid="all-mistakes"
            onClick={() => setOpened(ALL_MISTAKES)}
          >
            {t('confusion.mistakes')}
          </button>
        )}
        <TestOfWeights />
        {score !== null && (
          <Suspense fallback={null}>
            <ConfusionSaveMenu matrix={score.confusion} />
          </Suspense>
        )}
      </div>
      {opened !== null && score !== null && (
        <Suspense fallback={null}>
          <MistakesDialog
            score={score}
            asked={opened}
            onAsked={setOpened}
            onClosed={() => setOpened(null)}
          />
        </Suspense>
      )}
    </section>
  )
}

/** Measures the weights that answer, where that was not done yet. */
function TestOfWeights() {
  const { t } = useTranslation('train')
  const score = useLab(answeringTest)
  const canTest = useLab(canTestWeights)
  const weightsTested = useLab((state) => state.weightsTested)
  if (score === 'running') return <p role="status">{t('files.testing')}</p>
  if (score !== null || !canTest) return null
  return (
    <button
      type="button"
      className="link"
      data-testid="test-answering"
      onClick={() => void weightsTested()}
    >
      {t('confusion.test')}
    </button>
  )
}

function mostConfused(
  pair: ReturnType<typeof confusedPairs>[number] | undefined,
  words: ReturnType<typeof useCellWords>,
): string {
  return pair === undefined ? words.noErrors : words.most(pair)
}
