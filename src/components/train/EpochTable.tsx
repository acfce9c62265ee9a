import { useTranslation } from 'react-i18next'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { TEST_ERROR_DECIMALS } from './status-facts'

const COLUMNS = [
  'epoch',
  'images',
  'validationError',
  'testError',
  'validationLoss',
  'testLoss',
] as const

/** Rows at most: a run of two hundred epochs must not make the page ever larger. */
const MOST_ROWS = 20

/** The curves' results in words and numbers, for those who cannot see the curves. */
export function EpochTable() {
  const { t } = useTranslation('train')
  const format = useFormat()
  const evaluations = useLab((state) => state.evaluations)
  if (evaluations.length === 0) return null
  const share = (value: number | null) =>
    value === null ? t('curves.none') : format.percent(value, TEST_ERROR_DECIMALS)
  const loss = (value: number | null) => (value === null ? t('curves.none') : format.value(value))
  return (
    <div className="visually-hidden">
      <table>
        <caption>
          {t(evaluations.length > MOST_ROWS ? 'curves.tableLatest' : 'curves.table', {
            rows: format.number(MOST_ROWS),
          })}
        </caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`curves.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {evaluations.slice(-MOST_ROWS).map((evaluation) => (
            <tr key={evaluation.images}>
              <th scope="row">{format.number(evaluation.epoch)}</th>
              <td>{format.number(evaluation.images)}</td>
              <td>{share(evaluation.validationError)}</td>
              <td>{share(evaluation.testError)}</td>
              <td>{loss(evaluation.validationLoss)}</td>
              <td>{loss(evaluation.testLoss)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
