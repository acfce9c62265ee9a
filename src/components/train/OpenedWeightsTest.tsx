import { useTranslation } from 'react-i18next'
import { MNIST_COUNTS } from '../../core/mnist/images'
import { answeringTest, canTestWeights } from '../../store/weights-test-slice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { TEST_ERROR_DECIMALS } from './status-facts'

/** Measures opened weights on the test images, and tells what came of it. */
export function OpenedWeightsTest() {
  const { t } = useTranslation('train')
  const format = useFormat()
  const score = useLab(answeringTest)
  const canTest = useLab(canTestWeights)
  const weightsTested = useLab((state) => state.weightsTested)
  if (score === 'running') return <p role="status">{t('files.testing')}</p>
  if (score !== null) {
    return (
      <p role="status" data-testid="opened-test-error">
        {t('files.tested', { error: format.percent(score.testError, TEST_ERROR_DECIMALS) })}
      </p>
    )
  }
  if (!canTest) return null
  return (
    <button
      type="button"
      className="link"
      data-testid="test-weights"
      title={t('files.testAbout', { images: format.number(MNIST_COUNTS.test.images) })}
      onClick={() => void weightsTested()}
    >
      {t('files.test')}
    </button>
  )
}
