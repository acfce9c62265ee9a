import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confusedPairs } from '../../core/metrics/digit-errors'
import { MNIST_COUNTS } from '../../core/mnist/images'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { ConfusionTable } from './ConfusionTable'
import type { Cell } from './cell-moves'
import { useCellWords } from './use-cell-words'
import './confusion.css'

/** Which digits of the test set are read as which, after the latest epoch. */
export function ConfusionMatrix() {
  const { t } = useTranslation('train')
  const format = useFormat()
  const words = useCellWords()
  const evaluation = useLab((state) => state.evaluations.at(-1))
  const [pointed, setPointed] = useState<Cell | null>(null)
  const test = format.number(MNIST_COUNTS.test.images)
  return (
    <section className="confusion" aria-labelledby="confusion-title">
      <div className="confusion-head">
        <h3 id="confusion-title" className="results-title">
          {t('confusion.title')}
        </h3>
        {evaluation !== undefined && (
          <p className="quiet">
            {t('confusion.of', { test, epoch: format.number(evaluation.epoch) })}
          </p>
        )}
      </div>
      {evaluation === undefined ? (
        <p className="results-empty">{t('confusion.empty', { test })}</p>
      ) : (
        <>
          <ConfusionTable matrix={evaluation.confusion} onPointed={setPointed} />
          <p className="confusion-readout" aria-hidden="true">
            {pointed === null
              ? mostConfused(confusedPairs(evaluation.confusion, 1)[0], words)
              : words.cell(evaluation.confusion, pointed)}
          </p>
        </>
      )}
    </section>
  )
}

function mostConfused(
  pair: ReturnType<typeof confusedPairs>[number] | undefined,
  words: ReturnType<typeof useCellWords>,
): string {
  return pair === undefined ? words.noErrors : words.most(pair)
}
