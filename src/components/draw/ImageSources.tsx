import { Grid3x3, Shuffle } from 'lucide-react'
import { type ComponentProps, lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileButton } from '../FileButton'
import { PanelBoundary } from '../PanelBoundary'
import { useLab } from '../use-lab'
import type { TestImagePicker } from './TestImagePicker'
import { someTestImages, visitRandom } from './test-image-index'

/** Other ways to a digit: a random MNIST test image, a chosen one, an image file. */
export function ImageSources() {
  const { t } = useTranslation()
  const imageOpened = useLab((state) => state.imageOpened)
  const testImageChosen = useLab((state) => state.testImageChosen)
  const random = useMemo(visitRandom, [])
  const pick = useRef<HTMLButtonElement>(null)
  const [pickerIsOpen, setPickerIsOpen] = useState(false)
  const sample = () => {
    const [index] = someTestImages(1, random)
    if (index !== undefined) void testImageChosen(index)
  }
  return (
    <div className="sources">
      <button
        type="button"
        className="button"
        data-testid="sample"
        title={t('sources.sampleAbout')}
        onClick={sample}
      >
        <Shuffle aria-hidden="true" />
        {t('sources.sample')}
      </button>
      <button
        ref={pick}
        type="button"
        className="button"
        data-testid="pick"
        title={t('sources.pickAbout')}
        onClick={() => setPickerIsOpen(true)}
      >
        <Grid3x3 aria-hidden="true" />
        {t('sources.pick')}
      </button>
      <FileButton
        testId="open-image"
        name={t('sources.open')}
        about={t('sources.openAbout')}
        accept="image/*"
        onChosen={([file]) => file && void imageOpened(file)}
      />
      {pickerIsOpen && (
        <Picker onClosed={() => setPickerIsOpen(false)} returnFocus={() => pick.current?.focus()} />
      )}
    </div>
  )
}

/** The picker, loaded when first opened; opened again after a failure, it is asked for again. */
function Picker(props: ComponentProps<typeof TestImagePicker>) {
  const { t } = useTranslation()
  const LoadedPicker = useMemo(
    () =>
      lazy(() =>
        import('./TestImagePicker').then((module) => ({ default: module.TestImagePicker })),
      ),
    [],
  )
  return (
    <PanelBoundary name={t('picker.title')}>
      <Suspense fallback={null}>
        <LoadedPicker {...props} />
      </Suspense>
    </PanelBoundary>
  )
}
