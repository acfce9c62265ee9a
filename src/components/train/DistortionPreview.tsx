import { Shuffle } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { seededRandom } from '../../core/random'
import type { TrainingSettings } from '../../core/recipe/settings'
import { InkCanvas } from '../draw/InkCanvas'
import { someTestImages } from '../draw/test-image-index'
import { useLab } from '../use-lab'
import { fromPads, mnistBytes, PREVIEWED, previewOf, repeated } from './preview-images'

/** The learner's own digit, distorted by the very code that a run will use. */
export function DistortionPreview({ settings }: { readonly settings: TrainingSettings }) {
  const { t } = useTranslation('train')
  const [draw, setDraw] = useState(0)
  const own = useOwnDigit()
  const others = useOtherDigits(own === null)
  const digits = own ?? others
  const images = useMemo(
    () => (digits === null ? [] : previewOf(digits, settings, draw)),
    [digits, settings, draw],
  )
  return (
    <div className="distortion-preview" data-testid="distortion-preview">
      <div
        className="distortion-images"
        role="img"
        aria-label={t(own === null ? 'distortions.previewOthers' : 'distortions.preview')}
        data-draw={draw}
      >
        {Array.from({ length: PREVIEWED }, (_, place) => {
          const image = images[place]
          return image === undefined ? (
            <span key={place} className="ink-picture" />
          ) : (
            <InkCanvas key={place} image={image} />
          )
        })}
      </div>
      <button
        type="button"
        className="button"
        data-testid="distortion-draw"
        onClick={() => setDraw(draw + 1)}
      >
        <Shuffle size={14} aria-hidden="true" />
        {t('distortions.again')}
      </button>
    </div>
  )
}

/** What is on the pad, eight times; null while it is bare. */
function useOwnDigit(): Uint8Array | null {
  const image = useLab(({ reading }) => reading?.stages.image ?? null)
  return useMemo(() => (image === null ? null : repeated(mnistBytes(image))), [image])
}

/** Some MNIST digits to look at where the pad is bare; they train nothing. Null until they are there. */
function useOtherDigits(areWanted: boolean): Uint8Array | null {
  const testImages = useLab((state) => state.testImages)
  const seed = useLab((state) => state.settings.seed)
  const [digits, setDigits] = useState<Uint8Array | null>(null)
  useEffect(() => {
    if (!areWanted) return
    let isStillWanted = true
    void testImages(someTestImages(PREVIEWED, seededRandom(seed))).then((found) => {
      if (isStillWanted) setDigits(fromPads(found.map(({ image }) => image)))
    })
    return () => {
      isStillWanted = false
    }
  }, [areWanted, seed, testImages])
  return areWanted ? digits : null
}
