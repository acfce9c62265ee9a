import { CLASSES, IMAGE_SIDE, type Network } from '../../core/network/description'
import type { BatchResult } from '../engine'
import { Arena, floatsAt } from './arena'
import { type FlatLayout, flatLayout } from './flat-layout'
import {
  type Address,
  BLOCK_GROUPS,
  BLOCK_IMAGES,
  type Kernels,
  LANES,
  VECTOR_BYTES,
} from './kernels'
import { firstDenseLayer, type NetworkStages, networkStages } from './network-stages'
import { OutputLoss } from './output-loss'
import { groupBytes, type ParameterMemory, spanBytes } from './stage'

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT
const PIXELS = IMAGE_SIDE ** 2

/** A network laid out in a module's memory, ready to be computed block by block. */
export class NetworkProgram {
  readonly network: Network
  readonly layout: FlatLayout
  readonly kernels: Kernels
  readonly parameters: ParameterMemory
  readonly stages: NetworkStages
  /** Flat vectors that an optimizer may keep beside the weights. */
  readonly moments: readonly [Address, Address]
  /** Room for one layer's values of a block, image by image. */
  readonly splitValues: Address
  readonly #images: Address
  readonly #received: Address
  readonly #loss: OutputLoss
  /** Floats of the flat vector that belong to map layers. */
  readonly #mapParameters: number

  /** @throws {RangeError} For a network that the kernels do not compute. */
  constructor(kernels: Kernels, network: Network) {
    this.network = network
    this.kernels = kernels
    this.layout = flatLayout(network)
    this.#loss = new OutputLoss(network)
    const arena = new Arena(kernels)
    const { size, offsetOf } = this.layout
    const weights = arena.floats(size)
    const gradient = arena.floats(size)
    const moments = [arena.floats(size), arena.floats(size)] as const
    const firstDense = firstDenseLayer(network)
    this.#mapParameters = firstDense === undefined ? size : offsetOf(`${firstDense.name}.weight`)
    this.#received = arena.floats(size)
    const laneSums = arena.bytes(this.#mapParameters * VECTOR_BYTES)
    this.parameters = { layout: this.layout, weights, gradient, laneSums }
    this.moments = moments
    this.stages = networkStages(network, { kernels, arena, parameters: this.parameters })
    this.#images = arena.floats(BLOCK_IMAGES * PIXELS)
    const largest = Math.max(...network.layers.map(({ maps, side }) => maps * side ** 2))
    this.splitValues = arena.floats(BLOCK_IMAGES * largest)
    arena.commit()
  }

  /** Windows on the flat vectors. */
  get weights(): Float32Array {
    return floatsAt(this.kernels, this.parameters.weights, this.layout.size)
  }

  get gradient(): Float32Array {
    return floatsAt(this.kernels, this.parameters.gradient, this.layout.size)
  }

  /**
   * Computes up to 16 images.
   *
   * @param images - `[n, 32, 32]`
   * @param keepsSums - Whether the sums before the activations are wanted.
   * @param width - 16, or 4 where there are no more images and no gradient is wanted.
   */
  forward(images: Float32Array, keepsSums: boolean, width: 4 | 16): void {
    const { input, mapStages, flattened, denseStages } = this.stages
    const n = images.length / PIXELS
    const groups = Math.ceil(n / LANES)
    const room = floatsAt(this.kernels, this.#images, width * PIXELS)
    room.set(images)
    room.fill(0, images.length)
    const { paper, ink, side } = this.network.input
    const last = mapStages.at(-1)?.maps ?? input
    if (groups * LANES < width) {
      floatsAt(this.kernels, flattened.values, flattened.units * width).fill(0)
    }
    for (let group = 0; group < groups; group++) {
      this.kernels.takeImages(
        this.#images + group * LANES * PIXELS * FLOAT_BYTES,
        IMAGE_SIDE,
        input.values + group * groupBytes(input),
        input.spans + group * spanBytes(input),
        side,
        paper,
        ink - paper,
      )
      for (const stage of mapStages) stage.forward(group, keepsSums)
      this.kernels.copyVectors(
        last.values + group * groupBytes(last),
        VECTOR_BYTES,
        flattened.values + group * VECTOR_BYTES,
        width * FLOAT_BYTES,
        flattened.units,
      )
    }
    for (const stage of denseStages) stage.forward(width, keepsSums)
  }

  /**
   * The gradient of the summed loss ÷ `total`, into {@link gradient}.
   *
   * @param total - Images of the whole batch, of which these may be a part.
   * @returns The loss of these images, summed, and how many were read wrong.
   */
  computeGradient(images: Float32Array, labels: Uint8Array, total: number): BatchResult {
    const { laneSums } = this.parameters
    this.gradient.fill(0)
    floatsAt(this.kernels, laneSums, this.#mapParameters * LANES).fill(0)
    const { units } = this.stages.denseStages.at(-1)!
    const logits = floatsAt(this.kernels, units.values, CLASSES * BLOCK_IMAGES)
    const logitGradient = floatsAt(this.kernels, units.gradient, CLASSES * BLOCK_IMAGES)
    for (let from = 0; from < labels.length; from += BLOCK_IMAGES) {
      const to = Math.min(labels.length, from + BLOCK_IMAGES)
      this.forward(images.subarray(from * PIXELS, to * PIXELS), false, BLOCK_IMAGES)
      this.#loss.add(logits, labels.subarray(from, to), total, logitGradient)
      this.#backward(Math.ceil((to - from) / LANES))
    }
    this.kernels.sumLanes(laneSums, this.parameters.gradient, this.#mapParameters)
    return this.#loss.take()
  }

  /** Adds another thread's share to {@link gradient}. */
  addGradient(share: Float32Array): void {
    const { kernels, layout, parameters } = this
    floatsAt(kernels, this.#received, layout.size).set(share)
    kernels.addTo(parameters.gradient, this.#received, layout.size / LANES)
  }

  #backward(groups: number): void {
    const { input, mapStages, flattened, denseStages } = this.stages
    for (const stage of denseStages.toReversed()) stage.backward()
    const last = mapStages.at(-1)?.maps ?? input
    const backwards = mapStages.toReversed()
    for (let group = 0; group < groups; group++) {
      this.kernels.copyVectors(
        flattened.gradient + group * VECTOR_BYTES,
        BLOCK_GROUPS * VECTOR_BYTES,
        last.gradient,
        VECTOR_BYTES,
        flattened.units,
      )
      for (const stage of backwards) stage.backward(group)
    }
  }
}
