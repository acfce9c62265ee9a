import { Download, FolderOpen } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isActive } from '../../store/training-slice'
import { weightsAreWritable } from '../../store/weights-files-slice'
import { FoldedPanel } from '../FoldedPanel'
import { useLab } from '../use-lab'
import { WeightsDownloads } from './WeightsDownloads'
import './weights-files.css'

/** The ways of weights out of the page and into it. */
export function WeightsFiles() {
  const { t } = useTranslation('train')
  return (
    <fieldset className="weights-files" aria-label={t('files.label')}>
      <DownloadPanel />
      <OpenWeights />
    </fieldset>
  )
}

function DownloadPanel() {
  const { t } = useTranslation('train')
  const areWritable = useLab(weightsAreWritable)
  if (!areWritable) return null
  return (
    <FoldedPanel
      testId="download-weights"
      name={t('files.downloadAbout')}
      openerClass="link"
      opener={
        <>
          <Download size={14} aria-hidden="true" />
          {t('files.download')}
        </>
      }
      panelClass="weights-downloads"
      align="end"
    >
      <WeightsDownloads />
    </FoldedPanel>
  )
}

/** A run always answers from its own weights, so files wait until it is over. */
function OpenWeights() {
  const { t } = useTranslation('train')
  const isTraining = useLab(({ phase }) => isActive(phase))
  const weightsFilesOpened = useLab((state) => state.weightsFilesOpened)
  const input = useRef<HTMLInputElement>(null)
  if (isTraining) return null
  return (
    <>
      <button
        type="button"
        className="link"
        data-testid="open-weights"
        title={t('files.openAbout')}
        onClick={() => input.current?.click()}
      >
        <FolderOpen size={14} aria-hidden="true" />
        {t('files.open')}
      </button>
      <input
        ref={input}
        type="file"
        accept=".safetensors,.json,.bin"
        multiple
        hidden
        data-testid="weights-file"
        aria-label={t('files.openAbout')}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          // The same file may be opened twice.
          target.value = ''
          if (files.length > 0) void weightsFilesOpened(files)
        }}
      />
    </>
  )
}
