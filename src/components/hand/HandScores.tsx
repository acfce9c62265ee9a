import { useTranslation } from 'react-i18next'
import type { HandSource } from '../../store/network-slice'
import { TEST_ERROR_DECIMALS } from '../train/status-facts'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'

interface HandScoresProps {
  /** Called when this goes away with the button that was pressed. */
  readonly onTakenBack: () => void
}

/** What the learning changed, on the learner's drawings and on MNIST; nothing before there was one. */
export function HandScores({ onTakenBack }: HandScoresProps) {
  const { t } = useTranslation('hand')
  const source = useLab(({ weightsSource }) => weightsSource)
  const takenBack = useLab((state) => state.handTakenBack)
  return (
    <div role="status">
      {source.kind === 'hand' && (
        <>
          <ScoreTable source={source} />
          <button
            type="button"
            className="button"
            data-testid="take-hand-back"
            onClick={() => {
              takenBack()
              onTakenBack()
            }}
          >
            {t('scores.back')}
          </button>
        </>
      )}
    </div>
  )
}

function ScoreTable({ source: { before, after, drawings } }: { readonly source: HandSource }) {
  const { t } = useTranslation('hand')
  const format = useFormat()
  const rightOf = (right: number, count: number) =>
    t('scores.of', { right: format.number(right), all: format.number(count) })
  const percent = (share: number) => format.percent(share, TEST_ERROR_DECIMALS)
  const rows = [
    {
      name: t('scores.own'),
      before: rightOf(before.ownRight, drawings.own),
      after: rightOf(after.ownRight, drawings.own),
    },
    ...(drawings.heldOut === 0
      ? []
      : [
          {
            name: t('scores.heldOut'),
            before: rightOf(before.heldOutRight, drawings.heldOut),
            after: rightOf(after.heldOutRight, drawings.heldOut),
          },
        ]),
    {
      name: t('scores.mnist'),
      before: percent(before.testError),
      after: percent(after.testError),
    },
  ]
  return (
    <table className="hand-scores" data-testid="hand-scores">
      <caption>{t('scores.caption')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('scores.before')}</th>
          <th scope="col">{t('scores.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td>{row.before}</td>
            <td>{row.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
