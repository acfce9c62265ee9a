import { derivedSeed, fillSigned } from '../../random'
import { type DistortionSettings, distortionsIn } from '../../recipe/distortion-settings'
import { copyImage, type WriteImage } from '../batch'
import { AFFINE_DRAWS, drawnAffine, keptInside } from './affine'
import { ByteImage } from './byte-image'
import { ElasticField } from './elastic-field'
import { InkPlane } from './ink-plane'
import { resample } from './resample'

/** Purpose of the numbers drawn here; the others' are in `split.ts`. */
const DISTORTION_STREAM = 3

/** Within an image's: of its elastic field. */
const FIELD_STREAM = 1

/**
 * Distorts the training images of a run.
 *
 * An image of an epoch is distorted by amounts that follow from the seed, the epoch and the image's
 * index alone: whoever writes it, in whichever order, writes the same bits. Each distortion keeps its
 * own draws, so that switching one off leaves the others as they were. The image is sampled once,
 * so that several distortions blur no more than one.
 *
 * @returns What writes the images of an epoch (0 for the first); one at a time, as all of them share
 *   some memory. Without distortions it writes what `fillBatch` writes by itself, bit for bit.
 */
export function distortedImages(
  settings: DistortionSettings,
  seed: number,
): (epoch: number) => WriteImage {
  if (distortionsIn(settings).length === 0) return () => copyImage
  const image = new ByteImage()
  const plane = new InkPlane()
  const field = settings.elastic > 0 ? new ElasticField(settings.elastic) : null
  const draws = new Float64Array(AFFINE_DRAWS + 1)
  return (epoch) => {
    const epochSeed = derivedSeed(seed, DISTORTION_STREAM, epoch)
    return (images, index, target, at) => {
      const imageSeed = derivedSeed(epochSeed, index)
      fillSigned(draws, imageSeed)
      image.load(images, index)
      plane.load(image, settings.thickness * draws[AFFINE_DRAWS]!)
      field?.draw(derivedSeed(imageSeed, FIELD_STREAM))
      resample(plane, keptInside(drawnAffine(settings, draws), plane), field, target, at)
    }
  }
}
