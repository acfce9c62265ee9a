import * as v from 'valibot'
import type { Network } from '../core/network/description'
import { assertWeights, parametersOf, type Weights } from '../core/network/parameters'
import { type ModelCard, modelCardSchema } from './model-card'
import { type NamedTensor, parseSafetensors } from './safetensors'

export interface ShippedWeights {
  readonly card: ModelCard
  readonly weights: Weights
}

/** Why the weights that come with the page could not be had. */
export class ShippedWeightsError extends Error {
  override readonly name = 'ShippedWeightsError'
  readonly reason: 'missing' | 'corrupt'

  constructor(reason: ShippedWeightsError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/**
 * Loads the weights that come with the page, checked against their model card.
 *
 * @param folder - Address of the folder with `<variant>.json` and `<variant>.safetensors`.
 * @throws {ShippedWeightsError} Where a file is missing, or is not what its card says.
 */
export async function loadShippedWeights(
  folder: string,
  network: Network,
  fetcher: typeof fetch = fetch,
): Promise<ShippedWeights> {
  const [card, file] = await Promise.all([
    get(`${folder}${network.variant}.json`, fetcher).then((response) => response.json()),
    get(`${folder}${network.variant}.safetensors`, fetcher).then((response) =>
      response.arrayBuffer(),
    ),
  ]).catch((error: unknown) => {
    if (error instanceof ShippedWeightsError) throw error
    throw new ShippedWeightsError('missing', String(error))
  })
  const parsed = v.safeParse(modelCardSchema, card)
  if (!parsed.success || parsed.output.variant !== network.variant) {
    throw new ShippedWeightsError('corrupt', `${network.variant}.json is no model card`)
  }
  const sum = await sha256(file)
  if (sum !== null && sum !== parsed.output.sha256) {
    throw new ShippedWeightsError('corrupt', `${network.variant}.safetensors has SHA-256 ${sum}`)
  }
  try {
    return { card: parsed.output, weights: weightsFrom(network, parseSafetensors(file).tensors) }
  } catch (error) {
    throw new ShippedWeightsError('corrupt', error instanceof Error ? error.message : String(error))
  }
}

/** A network's weights from a file's tensors. @throws {RangeError} Naming what does not fit. */
export function weightsFrom(network: Network, tensors: readonly NamedTensor[]): Weights {
  const weights = Object.fromEntries(tensors.map(({ name, values }) => [name, values]))
  assertWeights(network, weights)
  return weights
}

/** A network's weights as a file's tensors, in the order of the data. */
export function tensorsOf(network: Network, weights: Weights): readonly NamedTensor[] {
  assertWeights(network, weights)
  return parametersOf(network).map(({ name, shape }) => ({ name, shape, values: weights[name]! }))
}

async function get(address: string, fetcher: typeof fetch): Promise<Response> {
  const response = await fetcher(address)
  if (!response.ok) throw new ShippedWeightsError('missing', `${address}: ${response.status}`)
  return response
}

/** Lower-case hex, or null on a page without a secure origin, where browsers offer no digests. */
async function sha256(bytes: ArrayBuffer): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
