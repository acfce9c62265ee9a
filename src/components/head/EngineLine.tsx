import { useTranslation } from 'react-i18next'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'

/** What computes now, on what, how fast; before any training, what reads the drawings. */
export function EngineLine() {
  const { t } = useTranslation()
  const format = useFormat()
  const engine = useLab((state) => state.engine)
  const isBusy = useLab((state) => state.engineBusy)
  const code = useLab(({ reading }) => (reading?.engine === 'simd' ? 'simd' : 'typescript'))
  const words = () => {
    if (isBusy) return t('head.engineBusy')
    if (engine === null) return t(`head.reader.${code}`)
    const name = t(`head.engineName.${engine.name}`)
    if (engine.imagesPerSecond === null) return name
    return t('head.engineSpeed', {
      name,
      speed: format.number(engine.imagesPerSecond),
      count: Math.round(engine.imagesPerSecond),
    })
  }
  const about =
    engine === null
      ? t(`head.readerAbout.${code}`)
      : t('head.engineAbout', { device: engine.device, count: engine.threads })
  return (
    <span
      className="engine-line quiet"
      data-testid="engine"
      data-engine={engine?.name ?? 'cpu'}
      aria-busy={isBusy}
      title={about}
    >
      {words()}
    </span>
  )
}
