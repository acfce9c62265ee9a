import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { placeShown } from '../../store/film-player'
import { IconButton } from '../IconButton'
import { useLab } from '../use-lab'
import { useFilm } from './use-film'

const ICON = { size: 16, 'aria-hidden': true } as const

/** Play, and one frame back or on. */
export function FilmControls() {
  const { t } = useTranslation('film')
  const last = useLab(({ film }) => film.frames.length - 1)
  const place = useLab(placeShown)
  const isPlaying = useFilm((film) => film.isPlaying)
  const played = useFilm((film) => film.played)
  const paused = useFilm((film) => film.paused)
  const sought = useFilm((film) => film.placeSought)
  const step = (by: number) => {
    paused()
    // The present lies after the last frame.
    void sought((place ?? last + 1) + by)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields; these are buttons
    <div className="film-controls" role="group" aria-label={t('controls')}>
      <IconButton
        testId="film-back"
        name={t('back')}
        disabled={last < 0 || place === 0}
        onPressed={() => step(-1)}
      >
        <SkipBack {...ICON} />
      </IconButton>
      <IconButton
        testId="film-play"
        name={t(isPlaying ? 'pause' : 'play')}
        disabled={last < 1}
        onPressed={() => (isPlaying ? paused() : void played())}
      >
        {isPlaying ? <Pause {...ICON} /> : <Play {...ICON} />}
      </IconButton>
      <IconButton
        testId="film-forward"
        name={t('forward')}
        disabled={place === null || place === last}
        onPressed={() => step(1)}
      >
        <SkipForward {...ICON} />
      </IconButton>
    </div>
  )
}
