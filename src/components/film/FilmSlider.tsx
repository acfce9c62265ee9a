import { Slider } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { placeShown } from '../../store/film-player'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { useFilm } from './use-film'

/** The film from its first frame to the present, a frame a step. */
export function FilmSlider() {
  const { t } = useTranslation('film')
  const last = useLab(({ film }) => film.frames.length - 1)
  const place = useLab(placeShown)
  const sought = useFilm((film) => film.placeSought)
  const paused = useFilm((film) => film.paused)
  const words = useFrameWords(place)
  return (
    <Slider.Root
      className="film-slider"
      min={0}
      max={Math.max(1, last)}
      step={1}
      value={[place ?? Math.max(1, last)]}
      disabled={last < 1}
      onValueChange={([value]) => {
        paused()
        if (value !== undefined) void sought(value)
      }}
    >
      <Slider.Track className="film-track">
        <Slider.Range className="film-range" />
      </Slider.Track>
      <Slider.Thumb
        className="film-thumb"
        data-testid="film-slider"
        aria-label={t('slider')}
        aria-valuetext={words}
      />
    </Slider.Root>
  )
}

/** Where a frame lies in the run; of a film that plays nothing, or it would be read out at each frame. */
function useFrameWords(place: number | null): string {
  const { t } = useTranslation('film')
  const format = useFormat()
  const isPlaying = useFilm((film) => film.isPlaying)
  const frame = useLab(({ film }) => (place === null ? undefined : film.frames[place]))
  if (frame === undefined) return t('now')
  if (isPlaying) return t('playing')
  return t('place', {
    epoch: format.number(frame.epoch),
    count: frame.images,
    images: format.number(frame.images),
  })
}
