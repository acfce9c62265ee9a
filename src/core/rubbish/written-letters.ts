import { between, oneOf } from '../chance'
import type { PenStrokes } from '../ink/pen-strokes'
import { smoothCurve } from '../ink/smooth-curve'
import type { RandomSource } from '../random'

/**
 * Letters and signs that are a digit's form, or so near to one that writers' digits fall on them too;
 * by the digit. What is refused must not be learnt from them.
 */
export const LOOKALIKES: Readonly<Record<string, string>> = {
  0: 'OoD', // D with a round back is a 0 begun at the left
  1: 'Iil|!/\\',
  2: 'Zz',
  4: 'y', // an open 4
  5: 'Ss',
  6: 'Gb',
  8: 'B',
  9: 'gq',
}

/**
 * Letters and signs as a pen writes them, each written out once more where hands differ.
 *
 * Strokes are divided by `|`, points by spaces; `24` is x = 2, y = 4. Capitals stand on y = 6 and
 * rise to 0, small letters to 2, tails go down to 9. `~` begins a stroke that is curved.
 *
 * Left out are {@link LOOKALIKES}.
 */
const WRITTEN: readonly string[] = [
  '06 20 46|14 34', // A
  '06 03 ~10 30 43 46|04 44', // A, round
  '~41 30 10 03 05 16 36 45', // C
  '00 06|00 40|03 33|06 46', // E
  '~41 20 01 22 32|~22 03 05 26 45', // E, round
  '00 06|00 40|03 33', // F
  '40 00 06|03 33', // F in two strokes
  '00 06|40 46|03 43', // H
  '10 30|~20 24 15 06 04', // J
  '00 06|40 03 46', // K
  '00 06|40 03|13 46', // K in three strokes
  '00 06 46', // L
  '06 00 24 40 46', // M
  '06 10 24 30 46', // M, splayed
  '~06 01 10 22 26|~22 30 41 46', // M, round
  '06 00 46 40', // N
  '00 06|00 46|46 40', // N in three strokes
  '00 06|~00 30 41 32 03', // P
  '~06 00 20 41 32 03', // P in one stroke
  '00 06|~00 30 41 32 03|13 46', // R
  '~06 00 30 41 23 03|~23 34 46', // R, round
  '~20 00 03 06 36 44 40 20|34 47', // Q
  '00 40|20 26', // T
  '~00 04 16 36 44 40', // U
  '00 26 40', // V
  '00 16 22 36 40', // W
  '~00 05 16 24 20|~24 36 45 40', // W, round
  '00 46|40 06', // X
  '~00 10 33 46|~40 23 06', // X, round
  '00 23 40|23 26', // Y
  '~42 22 04 15 36 44 42|42 46', // a
  '~33 22 03 05 16 34|~33 36 46', // a, round
  '~43 22 04 15 26 45', // c
  '~42 22 04 15 36 44|40 46', // d
  '~44 33 13 04 06 26 45|~40 43 46', // d, round
  '~04 44 33 13 04 16 45', // e
  '~40 20 11 13 16|03 33', // f
  '~41 30 21 24 27 18|04 44', // f, with a tail
  '~31 20 11 13 16|03 24', // f, narrow
  '~14 32 30 20 22 25 28 17 14 34', // f in one stroke
  '~31 20 23 16 26 14|13 34', // f, with a foot
  '00 06|~04 22 33 36', // h
  '~00 06 04 13 33 46', // h in one stroke
  '~21 20 10 06 04 23 36 46', // h, looped
  '10 06|~15 23 34 26', // h, closed below
  '20 20|~22 26 18 07', // j
  '00 06|33 04 36', // k
  '~00 06|~04 23 33 24 14|14 36', // k, round
  '02 06|~04 12 23 26|~24 32 43 46', // m
  '~02 06 03 12 26 23 32 46', // m in one stroke
  '02 06|~04 12 32 43 46', // n
  '~02 06 03 22 33 36 46', // n in one stroke
  '02 09|~03 22 43 45 26 05', // p
  '~02 08 03 22 43 35 06', // p in one stroke
  '02 06|~04 12 32', // r
  '~10 15 26 36|02 32', // t
  '20 26|02 42', // t, straight
  '~02 05 16 35 42|42 46', // u
  '02 26 42', // v
  '02 16 23 36 42', // w
  '~02 05 16 25 23|~24 35 46 44 42', // w, round
  '02 46|42 06', // x
  '~02 23 46|~42 33 16 06', // x, round
  '~01 10 30 31 23 24|26 26', // ?
  '20 26|03 43', // +
  '02 42|04 44', // =
  '10 06|40 36|02 42|04 44', // #
  '20 26|01 45|41 05', // *
  '~46 11 10 30 31 05 16 36 44', // &
  '~34 23 14 25 34 33|~34 45 43 20 03 06 37', // @
  '~04 13 23 24 34 43', // ~
  '40 03 46', // <
  '00 43 06', // >
  '40 06|00 01|45 46', // %
]

/** Grid units by which a written point may miss its place, either way. */
const MISS = 0.45

/** Strokes of a letter or sign; every point misses its place a little, as in writing. */
export function writtenLetter(random: RandomSource): PenStrokes {
  return oneOf(random, WRITTEN)
    .split('|')
    .map((stroke) => {
      const curved = stroke.includes('~')
      const points = stroke
        .replace('~', '')
        .split(' ')
        .flatMap((place) => [Number(place[0]), Number(place[1])])
        .map((value) => value + between(random, -MISS, MISS))
      return curved ? smoothCurve(points) : points
    })
}
