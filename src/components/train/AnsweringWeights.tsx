import { useTranslation } from 'react-i18next'
import type { WeightsSource } from '../../store/network-slice'
import { isActive } from '../../store/training-slice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { OpenedWeightsTest } from './OpenedWeightsTest'
import { TEST_ERROR_DECIMALS } from './status-facts'
import { trainedEpochs } from './trained-epochs'
import { WeightsFacts } from './WeightsFacts'
import { WeightsFiles } from './WeightsFiles'

/** Says whose weights answer now, what is known of them, and leads to the other ones. */
export function AnsweringWeights() {
  // Of a film that plays it says nothing that changes from frame to frame.
  const source = useLab(({ weightsSource }) =>
    weightsSource.kind === 'frame' ? FRAME : weightsSource,
  )
  const sentence = useSentence(source)
  return (
    <div className="answering-weights" data-testid="answering-weights" data-source={source.kind}>
      <p>{sentence}</p>
      {(source.kind === 'shipped' || source.kind === 'trained' || source.kind === 'opened') && (
        <WeightsFacts source={source} />
      )}
      {source.kind === 'opened' && <OpenedWeightsTest />}
      <OtherWeights source={source} />
      <WeightsFiles />
    </div>
  )
}

const FRAME = { kind: 'frame' } as const
type Source = Exclude<WeightsSource, { kind: 'frame' }> | typeof FRAME

/** The way to the weights that do not answer now; a run always answers from its own. */
function OtherWeights({ source }: { readonly source: Source }) {
  const { t } = useTranslation('train')
  const active = useLab((state) => isActive(state.phase))
  const trainedExist = useLab(({ trained, network }) => trained[network.variant] !== undefined)
  const toShipped = useLab((state) => state.shippedWeightsChosen)
  const toTrained = useLab((state) => state.trainedWeightsChosen)
  const takenBack = useLab((state) => state.handTakenBack)
  if (active || source.kind === 'loading' || source.kind === 'frame') return null
  return (
    <>
      {source.kind === 'hand' && (
        <button type="button" className="link" data-testid="hand-back" onClick={takenBack}>
          {t('weights.handBack')}
        </button>
      )}
      {(source.kind === 'trained' || source.kind === 'opened') && (
        <button type="button" className="link" data-testid="use-shipped" onClick={toShipped}>
          {t('weights.toShipped')}
        </button>
      )}
      {source.kind !== 'trained' && trainedExist && (
        <button type="button" className="link" data-testid="use-trained" onClick={toTrained}>
          {t('weights.toTrained')}
        </button>
      )}
    </>
  )
}

function useSentence(source: Source): string {
  const { t } = useTranslation('train')
  const format = useFormat()
  switch (source.kind) {
    case 'loading':
      return t('weights.loading')
    case 'missing':
      return t('weights.missing')
    case 'shipped':
      return t('weights.shipped', {
        error: format.percent(source.card.testError, TEST_ERROR_DECIMALS),
      })
    case 'frame':
      return t('weights.frame')
    case 'opened':
      return t('weights.opened', { file: source.file })
    case 'hand':
      return t('weights.hand', {
        error: format.percent(source.after.testError, TEST_ERROR_DECIMALS),
      })
    case 'trained': {
      const epoch = trainedEpochs(source.checkpoint)
      return epoch === 0
        ? t('weights.untrained')
        : t('weights.trained', { epoch: format.number(epoch) })
    }
  }
}
