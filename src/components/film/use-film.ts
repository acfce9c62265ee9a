import { useStore } from 'zustand'
import { type FilmPlayer, type FilmPlayerState, filmPlayerOf } from '../../store/film-player'
import { useLabStore } from '../use-lab'

export const useFilmPlayer = (): FilmPlayer => filmPlayerOf(useLabStore())

/** A part of the player's state; the component renders again when that part changes. */
export function useFilm<Part>(part: (film: FilmPlayerState) => Part): Part {
  return useStore(useFilmPlayer(), part)
}
