import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isActive } from '../../store/training-slice'
import { weightsAreWritable } from '../../store/weights-files-slice'
import { FileButton } from '../FileButton'
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
  if (isTraining) return null
  return (
    <FileButton
      testId="open-weights"
      name={t('files.open')}
      about={t('files.openAbout')}
      accept=".safetensors,.json,.bin"
      multiple
      look="link"
      onChosen={(files) => void weightsFilesOpened(files)}
    />
  )
}
