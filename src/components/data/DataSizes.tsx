import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoreName, StoreSize } from '../../store/kept-data'
import { AskFirst } from '../AskFirst'
import { useFormat } from '../use-format'

interface DataSizesProps {
  /** Null before they are known. */
  readonly sizes: readonly StoreSize[] | null
  readonly onDeleted: (store: StoreName | 'all') => void
}

/** How much of each kind is kept; each can be deleted, or all of it. */
export function DataSizes({ sizes, onDeleted }: DataSizesProps) {
  const { t } = useTranslation('data')
  const [asked, setAsked] = useState<StoreName | 'all' | null>(null)
  if (sizes === null) return null
  const isEmpty = sizes.every(({ records }) => records === 0)
  return (
    <>
      <table className="data-sizes">
        <thead>
          <tr>
            <th scope="col">{t('head.kind')}</th>
            <th scope="col">{t('head.records')}</th>
            <th scope="col">{t('head.size')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sizes.map((size) => (
            <SizeRow key={size.store} size={size} onAsked={() => setAsked(size.store)} />
          ))}
        </tbody>
      </table>
      {asked === null ? (
        <div className="button-line">
          <button
            type="button"
            className="button"
            data-testid="data-delete-all"
            disabled={isEmpty}
            onClick={() => setAsked('all')}
          >
            {t('deleteAll')}
          </button>
        </div>
      ) : (
        <AskFirst
          question={t(`question.${asked}`)}
          confirm={t('confirm')}
          keep={t('keep')}
          testId="data-delete-confirmed"
          onConfirmed={() => {
            onDeleted(asked)
            setAsked(null)
          }}
          onKept={() => setAsked(null)}
        />
      )}
    </>
  )
}

interface SizeRowProps {
  readonly size: StoreSize
  readonly onAsked: () => void
}

function SizeRow({ size: { store, records, bytes }, onAsked }: SizeRowProps) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const kind = t(`kind.${store}`)
  return (
    <tr data-testid={`data-${store}`} data-records={records} data-bytes={bytes}>
      <th scope="row">{kind}</th>
      <td>{format.number(records)}</td>
      <td>
        {bytes < 1e6
          ? t('kilobytes', { size: format.number(bytes / 1e3, 1) })
          : t('megabytes', { size: format.number(bytes / 1e6, 1) })}
      </td>
      <td>
        {/* A run's film goes with it. */}
        {store !== 'frames' && (
          <button
            type="button"
            className="link"
            data-testid={`data-delete-${store}`}
            aria-label={t('deleteKind', { kind })}
            disabled={records === 0}
            onClick={onAsked}
          >
            {t('delete')}
          </button>
        )}
      </td>
    </tr>
  )
}
