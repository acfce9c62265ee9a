/** Columns and rows of a code's bitmap; together the 84 units of F6. */
export const CODE_WIDTH = 7
export const CODE_HEIGHT = 12

const INKED = '#'

/**
 * A bitmap of each digit, 0 to 9. The paper takes its codes from a font of stylised ASCII
 * characters; these are drawn for this project and copy none of them. Any two differ in 17 pixels
 * or more.
 */
const BITMAPS = [
  `
  .#####.
  ##...##
  #.....#
  #.....#
  #.....#
  #.....#
  #.....#
  #.....#
  #.....#
  #.....#
  ##...##
  .#####.`,
  `
  ...##..
  ..###..
  .####..
  ...##..
  ...##..
  ...##..
  ...##..
  ...##..
  ...##..
  ...##..
  .######
  .######`,
  `
  .#####.
  ##...##
  #.....#
  .....##
  ....##.
  ...##..
  ..##...
  .##....
  ##.....
  #......
  #######
  #######`,
  `
  .#####.
  ##...##
  .....##
  .....##
  ....##.
  ..###..
  ..###..
  ....##.
  .....##
  .....##
  ##...##
  .#####.`,
  `
  ##..##.
  ##..##.
  ##..##.
  ##..##.
  ##..##.
  ##..##.
  #######
  #######
  ....##.
  ....##.
  ....##.
  ....##.`,
  `
  #######
  #######
  ##.....
  ##.....
  ##.....
  ######.
  .....##
  ......#
  ......#
  ......#
  #....##
  ######.`,
  `
  ...###.
  ..##...
  .##....
  ##.....
  ##.....
  ######.
  ##...##
  ##...##
  ##...##
  ##...##
  ##...##
  .#####.`,
  `
  #######
  #######
  .....##
  .....##
  ....##.
  ....##.
  ...##..
  ...##..
  ..##...
  ..##...
  .##....
  .##....`,
  `
  .#####.
  ##...##
  ##...##
  ##...##
  .##.##.
  ..###..
  .##.##.
  ##...##
  ##...##
  ##...##
  ##...##
  .#####.`,
  `
  .#####.
  ##...##
  ##...##
  ##...##
  ##...##
  .######
  .....##
  .....##
  .....##
  ....##.
  ...##..
  .###...`,
]

/**
 * What F6 is to answer for each digit, `[10][84]`: its bitmap row by row, +1 ink and −1 paper, the
 * values at which the squash bends most.
 *
 * @see LeCun et al. 1998, section II.B, on distributed codes.
 */
export const DIGIT_CODES: readonly (readonly number[])[] = BITMAPS.map((bitmap) =>
  Array.from(bitmap.replace(/\s/g, ''), (pixel) => (pixel === INKED ? 1 : -1)),
)
