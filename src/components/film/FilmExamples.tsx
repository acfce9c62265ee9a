import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { drawingOnPad } from '../../store/drawing-slice'
import { EXAMPLES } from '../../store/film-examples'
import { useGridStop } from '../evaluate/use-grid-stop'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { FilmExample } from './FilmExample'
import { type Examples, useExamples } from './use-examples'
import '../draw/test-image-picker.css'
import '../evaluate/mistakes.css'
import './examples.css'

/** Test images that the run finds hard, each with what the frame that is shown answers. */
export function FilmExamples() {
  const { t } = useTranslation('film')
  const place = useRef<HTMLElement>(null)
  const examples = useExamples(place)
  const { readings, images, step } = examples
  const { list, place: stop, moveByKey, moved } = useGridStop(readings?.length ?? 0)
  const onPad = useLab((state) => {
    const { image } = drawingOnPad(state)
    return image === null ? undefined : state.testIndices.get(image)
  })
  const testImageChosen = useLab((state) => state.testImageChosen)
  const padChosen = useLab((state) => state.padChosen)
  const choose = useCallback(
    (image: number) => {
      padChosen('digit')
      void testImageChosen(image)
    },
    [padChosen, testImageChosen],
  )
  return (
    <section
      ref={place}
      className="film-examples"
      data-testid="examples"
      data-step={step ?? ''}
      aria-label={t('examples.title')}
    >
      <h4 className="results-title">{t('examples.title')}</h4>
      <AboutExamples {...examples} />
      {readings === null || readings.length === 0 ? (
        <div className="examples-row" aria-hidden="true">
          {Array.from({ length: EXAMPLES }, (_, index) => (
            <div key={index} className="example-none">
              <span className="picker-blank" />
            </div>
          ))}
        </div>
      ) : (
        <ul ref={list} className="examples-row" aria-busy={images === null} onKeyDown={moveByKey}>
          {readings.map(({ image, truth, answer, answerShare }, index) => (
            <li key={image}>
              <FilmExample
                index={image}
                truth={truth}
                answer={answer}
                answerShare={answerShare}
                ink={images?.[index] ?? null}
                isOnPad={image === onPad}
                isStop={index === stop}
                place={index}
                onFocused={moved}
                onChosen={choose}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Which images they are, and whose answers. */
function AboutExamples({ epoch, step, readings }: Examples) {
  const { t } = useTranslation('film')
  const format = useFormat()
  const sentence = () => {
    if (epoch === null) return t('examples.waiting')
    if (readings === null) return t('examples.untold')
    const count = readings.length
    if (count === 0) return t('examples.none')
    const numbers = { count, images: format.number(count), epoch: format.number(epoch) }
    if (step === null) return t('examples.present', numbers)
    const right = readings.filter(({ truth, answer }) => truth === answer).length
    return t('examples.frame', {
      ...numbers,
      step: format.number(step),
      right: format.number(right),
    })
  }
  return <p className="examples-about quiet">{sentence()}</p>
}
