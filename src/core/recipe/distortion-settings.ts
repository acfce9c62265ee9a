/** Ways in which a training image is changed, in the order in which the page lists them. */
export const DISTORTIONS = [
  'translation',
  'scaling',
  'squeezing',
  'shear',
  'rotation',
  'elastic',
  'thickness',
] as const
export type Distortion = (typeof DISTORTIONS)[number]

/**
 * How strong each distortion is at most; 0 leaves it out. Each image is distorted anew in each epoch,
 * by amounts drawn evenly from minus to plus the strength.
 *
 * - `translation`: pixels, in x and in y.
 * - `scaling`: natural logarithm of the factor by which a digit grows or shrinks.
 * - `squeezing`: natural logarithm of width over height.
 * - `shear`: horizontal pixels for each vertical one: the slant.
 * - `rotation`: degrees, about the middle of the image.
 * - `elastic`: pixels by which ink is moved in x and in y, root mean square over the image.
 * - `thickness`: pixels by which the edge of a stroke moves out or in.
 *
 * @see LeCun et al. 1998, section III.A, for the first four: "translations, scalings, squeezing
 *   (simultaneous horizontal compression and vertical elongation, or the reverse), and horizontal
 *   shearing".
 */
export type DistortionSettings = Readonly<Record<Distortion, number>>

/** The strongest that each may be; an elastic field of more would look beyond its plane of paper. */
export const STRONGEST_DISTORTIONS: DistortionSettings = {
  translation: 4,
  scaling: 0.4,
  squeezing: 0.4,
  shear: 0.5,
  rotation: 30,
  elastic: 2,
  thickness: 0.6,
}

/** What a distortion is when it is switched on. */
export const USUAL_DISTORTIONS: DistortionSettings = {
  translation: 1.5,
  scaling: 0.15,
  squeezing: 0.15,
  shear: 0.2,
  rotation: 10,
  elastic: 0.8,
  thickness: 0.3,
}

/** Images as they are. */
export const NO_DISTORTIONS: DistortionSettings = {
  translation: 0,
  scaling: 0,
  squeezing: 0,
  shear: 0,
  rotation: 0,
  elastic: 0,
  thickness: 0,
}

/** The distortions that are switched on, in the order of {@link DISTORTIONS}. */
export const distortionsIn = (settings: DistortionSettings): readonly Distortion[] =>
  DISTORTIONS.filter((distortion) => settings[distortion] > 0)

/** In words of a model card: "undistorted", or each distortion with its strength. */
export function distortionsInWords(settings: DistortionSettings): string {
  const words = distortionsIn(settings).map((name) => `${name} ${settings[name]}${UNITS[name]}`)
  return words.length === 0 ? 'undistorted' : `distorted: ${words.join(', ')}`
}

const UNITS: Readonly<Record<Distortion, string>> = {
  translation: ' px',
  scaling: '',
  squeezing: '',
  shear: '',
  rotation: '°',
  elastic: ' px',
  thickness: ' px',
}

/** Whether a distortion may be that strong. */
export const isStrength = (distortion: Distortion, strength: number): boolean =>
  strength >= 0 && strength <= STRONGEST_DISTORTIONS[distortion]
