import { useTranslation } from 'react-i18next'
import { FILM_SPEEDS } from '../../store/film-player'
import { Choice } from '../Choice'
import { useFormat } from '../use-format'
import { useFilm } from './use-film'

const OPTIONS = FILM_SPEEDS.map(String)

/** How fast the film plays. */
export function FilmSpeedChoice() {
  const { t } = useTranslation('film')
  const format = useFormat()
  const speed = useFilm((film) => film.speed)
  const chosen = useFilm((film) => film.speedChosen)
  return (
    <Choice
      label={t('speed')}
      testId="film-speed"
      options={OPTIONS}
      chosen={String(speed)}
      name={(option) => t('framesPerSecond', { frames: format.number(Number(option)) })}
      onChosen={(option) => {
        const found = FILM_SPEEDS.find((candidate) => String(candidate) === option)
        if (found !== undefined) chosen(found)
      }}
    />
  )
}
