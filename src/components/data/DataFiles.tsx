import { Download, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataAdded, type KeptData, troubleOf } from '../../store/kept-data'
import { FileButton } from '../FileButton'
import { IconButton } from '../IconButton'
import { saveFiles } from '../train/save-files'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import '../file-refusal.css'

interface DataFilesProps {
  readonly data: KeptData
  readonly onRead: () => void
}

type Outcome =
  | { readonly kind: 'added'; readonly added: DataAdded }
  | {
      readonly kind: 'refused'
      readonly file: string
      readonly trouble: ReturnType<typeof troubleOf>
    }

/** Everything into one file, and out of one. */
export function DataFiles({ data, onRead }: DataFilesProps) {
  const { t } = useTranslation('data')
  const taskFailed = useLab((state) => state.taskFailed)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const save = async () => saveFiles([{ name: t('file.name'), bytes: await data.written() }])
  const read = async (file: File) => {
    setOutcome(null)
    try {
      setOutcome({ kind: 'added', added: await data.read(file) })
      onRead()
    } catch (error) {
      setOutcome({ kind: 'refused', file: file.name, trouble: troubleOf(error) })
    }
  }
  return (
    <>
      <div className="button-line">
        <button
          type="button"
          className="button"
          data-testid="data-export"
          onClick={() => void save().catch(taskFailed)}
        >
          <Download aria-hidden="true" />
          {t('file.save')}
        </button>
        <FileButton
          testId="data-import"
          name={t('file.open')}
          about={t('file.rule')}
          accept=".lenet"
          onChosen={([file]) => file && void read(file)}
        />
      </div>
      <p className="quiet">{t('file.rule')}</p>
      {outcome?.kind === 'added' && <Added added={outcome.added} />}
      {outcome?.kind === 'refused' && (
        <div
          className="file-refusal"
          role="alert"
          data-testid="data-refusal"
          data-trouble={outcome.trouble}
        >
          <p>
            {t('file.refused', { file: outcome.file })} {t(`file.trouble.${outcome.trouble}`)}
          </p>
          <IconButton
            testId="data-refusal-dismiss"
            name={t('file.dismiss')}
            onPressed={() => setOutcome(null)}
          >
            <X aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </>
  )
}

function Added({ added }: { readonly added: DataAdded }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  return (
    <p role="status" data-testid="data-added">
      {t('file.added', {
        corrections: format.number(added.corrections),
        runs: format.number(added.runs),
        drawings: format.number(added.drawings),
        weights: format.number(added.weights),
        known: format.number(added.known),
      })}
    </p>
  )
}
