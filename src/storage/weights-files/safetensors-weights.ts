import type { Network } from '../../core/network/description'
import type { Weights } from '../../core/network/parameters'
import { formatSafetensors, parseSafetensors, type SafetensorsFile } from '../safetensors'
import { bestOf, type Candidate, candidatesOf, hiddenActivation, toldC3 } from './candidates'
import { tensorsKnown, torchTensors, weightsFromTensors } from './file-tensors'
import { WeightsFileError } from './weights-file-error'
import type { FileWeights, NamedFile } from './weights-files'

/**
 * Weights as a file that PyTorch's `load_state_dict` takes. Its metadata say the variant, the
 * activation, the side of the image that the network reads, the values of bare paper and ink, the
 * logit of what is no digit where the network has learnt that, and a connection table of its own.
 */
export function safetensorsFile(network: Network, weights: Weights): NamedFile {
  const { side, paper, ink } = network.input
  const metadata = {
    format: 'pt',
    variant: network.variant,
    activation: hiddenActivation(network),
    input_side: String(side),
    input_paper: String(paper),
    input_ink: String(ink),
    ...(network.rubbishLogit !== null && { rubbish_logit: String(network.rubbishLogit) }),
    ...toldC3(network),
  }
  return {
    name: safetensorsName(network),
    bytes: formatSafetensors(torchTensors(network, weights), metadata),
  }
}

export const safetensorsName = ({ variant }: Network): string => `lenet-${variant}.safetensors`

/**
 * The weights in a safetensors file, whose network its metadata or its tensors tell. A `modern`
 * network without metadata is taken to be one of ReLU.
 *
 * @throws {WeightsFileError} Naming the tensor that does not fit.
 */
export function readSafetensorsWeights(bytes: ArrayBuffer): FileWeights {
  const file = parseSafetensors(bytes)
  const { network, ...told } = candidateOf(file)
  const weights = weightsFromTensors(network, file.tensors)
  // Whatever a file says it is: a network here has the class with its own logit, or has it not.
  return 'rubbish_logit' in file.metadata
    ? { ...told, weights, rubbish: true }
    : { ...told, weights }
}

function candidateOf({ tensors, metadata }: SafetensorsFile): Candidate {
  const candidates = candidatesOf(metadata.c3)
  const named = candidates.filter(({ variant }) => variant === metadata.variant)
  const known = ({ network }: Candidate) => tensorsKnown(network, tensors)
  const best = bestOf(named.length > 0 ? named : candidates, known)
  const [first] = tensors
  if (first === undefined) throw new WeightsFileError('notWeights', 'has no tensors')
  if (known(best) === 0) {
    throw new WeightsFileError('foreign', `no network here has a tensor ${first.name}`, {
      tensor: first.name,
    })
  }
  if (metadata.activation === undefined) return best
  const alike = candidates.filter(({ variant }) => variant === best.variant)
  const wanted = alike.find(({ network }) => hiddenActivation(network) === metadata.activation)
  if (wanted !== undefined) return wanted
  const needed = alike.map(({ network }) => hiddenActivation(network)).join(', ')
  throw new WeightsFileError(
    'activation',
    `metadata activation: needs ${needed}, got ${metadata.activation}`,
    { needed, got: metadata.activation },
  )
}
