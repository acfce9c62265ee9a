import { useTranslation } from 'react-i18next'
import { MNIST_COUNTS } from '../../core/mnist/images'
import type { OpenedSource } from '../../store/network-slice'
import { isActive } from '../../store/training-slice'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { TEST_ERROR_DECIMALS } from './status-facts'

/** Measures opened weights on the test images, and tells what came of it. */
export function OpenedWeightsTest({ source: { testError } }: { readonly source: OpenedSource }) {
  const { t } = useTranslation('train')
  const format = useFormat()
  const isTraining = useLab(({ phase }) => isActive(phase))
  const openedWeightsTested = useLab((state) => state.openedWeightsTested)
  if (typeof testError === 'number') {
    return (
      <p role="status" data-testid="opened-test-error">
        {t('files.tested', { error: format.percent(testError, TEST_ERROR_DECIMALS) })}
      </p>
    )
  }
  if (testError === 'running') return <p role="status">{t('files.testing')}</p>
  if (isTraining) return null
  return (
    <button
      type="button"
      className="link"
      data-testid="test-weights"
      title={t('files.testAbout', { images: format.number(MNIST_COUNTS.test.images) })}
      onClick={() => void openedWeightsTested()}
    >
      {t('files.test')}
    </button>
  )
}
