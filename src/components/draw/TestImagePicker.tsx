import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InkImage } from '../../core/ink/drawing'
import { ModalDialog } from '../ModalDialog'
import { useLab } from '../use-lab'
import { InkCanvas } from './InkCanvas'
import { someTestImages, TEST_IMAGES, typedTestImage, visitRandom } from './test-image-index'
import './test-image-picker.css'

const SHOWN = 36

interface ShownImage {
  readonly index: number
  readonly image: InkImage
  readonly label: number
}

interface TestImagePickerProps {
  readonly onClosed: () => void
  /** Called when the dialog is gone: gives the keyboard back to where it came from. */
  readonly returnFocus: () => void
}

/** A dialog with some MNIST test images to put on the pad, and a field for the number of any. */
export function TestImagePicker({ onClosed, returnFocus }: TestImagePickerProps) {
  const { t } = useTranslation()
  const testImageChosen = useLab((state) => state.testImageChosen)
  const { shown, showOthers } = useShownImages()
  const [typed, setTyped] = useState('')
  const index = typedTestImage(typed)
  const choose = (chosen: number) => {
    void testImageChosen(chosen)
    onClosed()
  }
  return (
    <ModalDialog
      title={t('picker.title')}
      about={t('picker.about', { count: TEST_IMAGES })}
      closeName={t('picker.close')}
      onClosed={onClosed}
      returnFocus={returnFocus}
    >
      <ul className="picker-grid" aria-busy={shown === null}>
        {shown === null
          ? Array.from({ length: SHOWN }, (_, place) => <li key={place} className="picker-blank" />)
          : shown.map(({ index, image, label }) => (
              <li key={index}>
                <button
                  type="button"
                  className="picker-image"
                  aria-label={t('picker.image', { index, label })}
                  title={t('picker.image', { index, label })}
                  onClick={() => choose(index)}
                >
                  <InkCanvas image={image} />
                </button>
              </li>
            ))}
      </ul>
      <form
        className="picker-foot"
        onSubmit={(event) => {
          event.preventDefault()
          if (index !== null) choose(index)
        }}
      >
        <button type="button" className="button" onClick={showOthers}>
          {t('picker.others')}
        </button>
        <label className="choice">
          <span className="choice-label">{t('picker.number', { last: TEST_IMAGES - 1 })}</span>
          <input
            inputMode="numeric"
            value={typed}
            maxLength={4}
            aria-invalid={typed !== '' && index === null}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={index === null}>
          {t('picker.put')}
        </button>
      </form>
    </ModalDialog>
  )
}

/** Random test images; null while they are fetched. A failure is told by the store as a notice. */
function useShownImages() {
  const testImages = useLab((state) => state.testImages)
  const random = useMemo(visitRandom, [])
  const [wanted, setWanted] = useState(() => someTestImages(SHOWN, random))
  const [shown, setShown] = useState<readonly ShownImage[] | null>(null)
  useEffect(() => {
    let isWanted = true
    setShown(null)
    testImages(wanted).then(
      (images) => {
        if (isWanted) setShown(images.map((image, place) => ({ index: wanted[place]!, ...image })))
      },
      () => {
        if (isWanted) setShown([])
      },
    )
    return () => {
      isWanted = false
    }
  }, [testImages, wanted])
  return { shown, showOthers: () => setWanted(someTestImages(SHOWN, random)) }
}
