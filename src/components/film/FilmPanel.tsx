import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { placeShown } from '../../store/film-player'
import { useLab } from '../use-lab'
import { FilmAnnouncer } from './FilmAnnouncer'
import { FilmControls } from './FilmControls'
import { FilmExamples } from './FilmExamples'
import { FilmFacts } from './FilmFacts'
import { FilmSlider } from './FilmSlider'
import { FilmSpeedChoice } from './FilmSpeedChoice'
import { useDocked } from './use-docked'
import './film.css'

/** The film of the run: where in it one is, and what moves it. */
export function FilmPanel() {
  const { t } = useTranslation('film')
  const frames = useLab(({ film }) => film.frames.length)
  const isLooking = useLab((state) => placeShown(state) !== null)
  const place = useRef<HTMLDivElement>(null)
  const isDocked = useDocked(place, isLooking)
  return (
    <>
      <div ref={place} className="film-dock">
        <section
          className="film"
          data-testid="film"
          data-frames={frames}
          data-looking={isLooking}
          data-docked={isDocked}
          aria-label={t('title')}
        >
          <div className="film-head">
            <h3 className="results-title">{t('title')}</h3>
            <FilmFacts />
          </div>
          <div className="film-row">
            <FilmControls />
            <FilmSlider />
            <FilmSpeedChoice />
          </div>
          <FilmAnnouncer />
        </section>
      </div>
      <FilmExamples />
    </>
  )
}
