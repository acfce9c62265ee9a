import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatchSide } from '../../core/explain/occlusion'
import { IMAGE_SIDE } from '../../core/network/description'
import type { Floats } from '../../core/network/floats'
import { LegendScale } from '../inspect/Legend'
import { paintMaps } from '../inspect/paint-maps'
import { largestMagnitude, signedColourTable } from '../inspect/signed-colours'
import { useFormat } from '../use-format'
import type { EvidenceMaps } from './evidence-maps'
import { PIXEL_LAYOUT, PixelMap } from './PixelMap'
import { useAnswerName } from './use-answer-name'
import type { Measure } from './why-work'

interface EvidenceGroupProps {
  /** What is tried with each pixel: covering its square, or more ink in it. */
  readonly kind: 'covering' | 'ink'
  readonly measure: Measure
  readonly patch: PatchSide
  /** Of the answer and of its rival. */
  readonly maps: readonly EvidenceMaps[]
  readonly outline: string
}

/** One question to every pixel, answered for two classes under one colour scale. */
export function EvidenceGroup({ kind, measure, patch, maps, outline }: EvidenceGroupProps) {
  const { t } = useTranslation('why')
  const format = useFormat()
  const nameOf = useAnswerName()
  const scale = Math.max(...maps.map((map) => largestMagnitude(map[kind])))
  return (
    <section className="why-group" aria-labelledby={`why-${kind}`}>
      <h3 id={`why-${kind}`} className="why-group-title">
        {t(`${kind}.title`)}
      </h3>
      <p className="quiet why-about">{t(`${kind}.about`, { side: patch })}</p>
      <div className="why-pair">
        {maps.map((map) => (
          <figure key={map.answer}>
            <SignedPixels
              label={t(`${kind}.picture`, { answer: nameOf(map.answer) })}
              testId={`why-${kind}-${map.answer}`}
              values={map[kind]}
              scale={scale}
              patch={kind === 'covering' ? patch : 1}
              outline={outline}
            />
            <figcaption>{t('for', { answer: nameOf(map.answer) })}</figcaption>
          </figure>
        ))}
      </div>
      <div className="legend" role="img" aria-label={t('legend', { value: format.value(scale) })}>
        <span className="why-end">{t(`ends.${measure}.low`, { value: format.value(scale) })}</span>
        <LegendScale />
        <span className="why-end">{t(`ends.${measure}.high`, { value: format.value(scale) })}</span>
      </div>
    </section>
  )
}

interface SignedPixelsProps {
  readonly label: string
  readonly testId: string
  readonly values: Floats
  readonly scale: number
  readonly patch: PatchSide
  readonly outline: string
}

function SignedPixels({ label, testId, values, scale, patch, outline }: SignedPixelsProps) {
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const picture = new ImageData(IMAGE_SIDE, IMAGE_SIDE)
      const pixels = new Uint32Array(picture.data.buffer)
      paintMaps(values, PIXEL_LAYOUT, () => scale, signedColourTable(), pixels)
      context.putImageData(picture, 0, 0)
    },
    [values, scale],
  )
  return (
    <PixelMap label={label} testId={testId} paint={paint} patch={patch}>
      <path className="ink-outline" d={outline} />
    </PixelMap>
  )
}
