import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { WEIGHTS_FORMATS } from '../../store/weights-files-slice'
import { useLab } from '../use-lab'
import { PythonSnippet } from './PythonSnippet'
import { saveFiles } from './save-files'

/** The weights that answer, in each format, and the program that reads them. */
export function WeightsDownloads() {
  const { t } = useTranslation('train')
  const weightsFilesWritten = useLab((state) => state.weightsFilesWritten)
  const variant = useLab((state) => state.network.variant)
  const taskFailed = useLab((state) => state.taskFailed)
  return (
    <div className="weights-formats">
      {WEIGHTS_FORMATS.map((format) => (
        <div key={format}>
          <button
            type="button"
            className="button"
            data-testid={`download-${format}`}
            aria-describedby={`about-${format}`}
            onClick={() => void weightsFilesWritten(format).then(saveFiles).catch(taskFailed)}
          >
            <Download aria-hidden="true" />
            {t(`files.format.${format}`)}
          </button>
          <p className="quiet" id={`about-${format}`}>
            {t(`files.about.${format}`, { context: variant })}
          </p>
        </div>
      ))}
      <PythonSnippet />
    </div>
  )
}
