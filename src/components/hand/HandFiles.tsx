import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AskFirst } from '../AskFirst'
import { FileButton } from '../FileButton'
import { saveFiles } from '../train/save-files'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'

/** Corrections into a file, out of one, and away. */
export function HandFiles() {
  const { t } = useTranslation('hand')
  const count = useLab(({ corrections }) => corrections.length)
  const written = useLab((state) => state.correctionsWritten)
  const read = useLab((state) => state.correctionsRead)
  const taskFailed = useLab((state) => state.taskFailed)
  const save = async () => saveFiles([{ name: t('file.name'), bytes: await written() }])
  return (
    <div className="button-line">
      {count > 0 && (
        <button
          type="button"
          className="button"
          data-testid="hand-export"
          onClick={() => void save().catch(taskFailed)}
        >
          <Download aria-hidden="true" />
          {t('file.export')}
        </button>
      )}
      <FileButton
        testId="hand-import"
        name={t('file.import')}
        accept=".json"
        onChosen={([file]) => file && void read(file)}
      />
      {count > 0 && <DeleteAll count={count} />}
    </div>
  )
}

/** All drawings away, once it was asked. */
function DeleteAll({ count }: { readonly count: number }) {
  const { t } = useTranslation('hand')
  const format = useFormat()
  const cleared = useLab((state) => state.correctionsCleared)
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked) {
    return (
      <button
        type="button"
        className="button"
        data-testid="hand-delete-all"
        onClick={() => setIsAsked(true)}
      >
        <Trash2 aria-hidden="true" />
        {t('deleteAll.ask')}
      </button>
    )
  }
  return (
    <AskFirst
      name={t('deleteAll.ask')}
      question={t('deleteAll.question', { count, shown: format.number(count) })}
      confirm={t('deleteAll.confirm')}
      keep={t('deleteAll.keep')}
      testId="hand-delete-confirmed"
      onConfirmed={() => void cleared()}
      onKept={() => setIsAsked(false)}
    />
  )
}
