import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Network, Variant } from '../core/network/description'
import type { Weights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import type { ModelCard } from '../storage/model-card'
import { loadShippedWeights } from '../storage/shipped-weights'

/** The folder that the page serves its weights from. */
export const WEIGHTS_FOLDER = new URL('../../public/weights/', import.meta.url)

/** A variant as it comes with the page. */
export interface ShippedNetwork {
  readonly network: Network
  readonly weights: Weights
  readonly card: ModelCard
}

/** Reads a variant's weights and card, checked as the page checks them. @throws {ShippedWeightsError} */
export async function shippedNetwork(variant: Variant): Promise<ShippedNetwork> {
  const { card, weights } = await loadShippedWeights(
    WEIGHTS_FOLDER.href,
    networkOf(variant),
    fileFetch,
  )
  return { network: networkOf(variant, card.activation, card), weights, card }
}

/** `fetch` for the addresses of files, which Node.js's own does not read. */
const fileFetch: typeof fetch = async (address) =>
  new Response(new Uint8Array(readFileSync(fileURLToPath(String(address)))))
