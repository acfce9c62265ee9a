import { CLASSES, IMAGE_SIDE, type Network } from '../../core/network/description'
import { imageCount, type LayerValues } from '../../core/network/forward'
import { assertWeights, type Weights } from '../../core/network/parameters'
import type { OptimizerState, OptimizerStep } from '../../core/recipe/optimizer'
import { assertBatch } from '../assert-batch'
import type { BatchResult, Engine, EngineDescription, GradientResult } from '../engine'
import { fillProbabilities } from '../fill-probabilities'
import { BLOCK_IMAGES, instantiateKernels, type Kernels, LANES } from './kernels'
import { emptyLayers, layersFit, readLayers, readLogits } from './layer-reading'
import { NetworkProgram } from './network-program'
import { OptimizerMemory } from './optimizer-memory'
import { ThreadTeam } from './thread-team'

const PIXELS = IMAGE_SIDE ** 2

interface Loaded {
  readonly program: NetworkProgram
  readonly optimizer: OptimizerMemory
}

/** Our own kernels in WebAssembly, on this thread and its helpers. */
export class SimdEngine implements Engine {
  readonly #device: string
  readonly #team: ThreadTeam
  #kernels: Kernels | null
  #loaded: Loaded | null = null
  #underWay: Promise<unknown> | null = null

  constructor(module: WebAssembly.Module, device: string, team = new ThreadTeam([])) {
    this.#kernels = instantiateKernels(module)
    this.#device = device
    this.#team = team
  }

  describe(): EngineDescription {
    return { name: 'simd', device: this.#device, threads: this.#team.threads }
  }

  /** Each thread has a memory of its own, all of one size. */
  memoryBytes(): number {
    return (this.#kernels?.memory.buffer.byteLength ?? 0) * this.#team.threads
  }

  load(network: Network, weights: Weights, optimizer?: OptimizerState): Promise<void> {
    return this.#inTurn((kernels) => {
      assertLoadable(network, weights, optimizer)
      const program = new NetworkProgram(kernels, network)
      program.layout.write(weights, program.weights)
      this.#loaded = { program, optimizer: new OptimizerMemory(program, optimizer) }
      this.#team.load(network)
    })
  }

  weights(): Promise<Weights> {
    return this.#inTurn(() => {
      const { program } = this.#ready()
      return program.layout.read(program.weights)
    })
  }

  optimizerState(): Promise<OptimizerState | null> {
    return this.#inTurn(() => this.#ready().optimizer.copy())
  }

  forward(images: Float32Array, into?: readonly LayerValues[]): Promise<readonly LayerValues[]> {
    return this.#inTurn(() => {
      const { program } = this.#ready()
      const n = imageCount(images)
      const fits = into !== undefined && layersFit(program.network, n, into)
      const layers = fits ? into : emptyLayers(program.network, n)
      everyBlock(program, images, true, (width, from, count) =>
        readLayers(program, layers, width, from, count),
      )
      fillProbabilities(program.network, layers.at(-1)!)
      return layers
    })
  }

  classify(images: Float32Array): Promise<Float32Array> {
    return this.#inTurn(() => {
      const { program } = this.#ready()
      const logits = new Float32Array(imageCount(images) * CLASSES)
      everyBlock(program, images, false, (width, from, count) =>
        readLogits(program, logits, width, from, count),
      )
      return logits
    })
  }

  gradients(images: Float32Array, labels: Uint8Array): Promise<GradientResult> {
    return this.#inTurn(async () => {
      const { program } = this.#ready()
      assertBatch(program.network, images, labels)
      const result = await this.#team.computeGradient(program, images, labels)
      return { ...result, gradients: program.layout.read(program.gradient) }
    })
  }

  train(images: Float32Array, labels: Uint8Array, step: OptimizerStep): Promise<BatchResult> {
    return this.#inTurn(async () => {
      const { program, optimizer } = this.#ready()
      assertBatch(program.network, images, labels)
      const result = await this.#team.computeGradient(program, images, labels)
      this.#inUse()
      optimizer.step(step)
      return result
    })
  }

  leaveCores(toOthers: boolean): void {
    this.#team.isAlone = toOthers
  }

  dispose(): void {
    this.#loaded = null
    this.#kernels = null
    this.#team.dispose()
  }

  /** A step waits for other threads; meanwhile no other call may touch its memory. */
  async #inTurn<Result>(call: (kernels: Kernels) => Result | Promise<Result>): Promise<Result> {
    while (this.#underWay !== null) await this.#underWay
    const result = call(this.#inUse())
    if (!(result instanceof Promise)) return result
    this.#underWay = result.catch(() => {})
    try {
      return await result
    } finally {
      this.#underWay = null
    }
  }

  #inUse(): Kernels {
    if (this.#kernels === null)
      throw new Error('engine: needs an engine in use, got a disposed one')
    return this.#kernels
  }

  #ready(): Loaded {
    this.#inUse()
    if (this.#loaded === null) throw new Error('engine: needs a network, load one first')
    return this.#loaded
  }
}

/** Computes images block by block; `done` is told where in the images each block lies. */
function everyBlock(
  program: NetworkProgram,
  images: Float32Array,
  keepsSums: boolean,
  done: (width: 4 | 16, from: number, count: number) => void,
): void {
  const n = imageCount(images)
  for (let from = 0; from < n; from += BLOCK_IMAGES) {
    const count = Math.min(BLOCK_IMAGES, n - from)
    const width = count <= LANES ? LANES : BLOCK_IMAGES
    program.forward(images.subarray(from * PIXELS, (from + count) * PIXELS), keepsSums, width)
    done(width, from, count)
  }
}

/** @throws {RangeError} Unless everything fits the network. */
export function assertLoadable(
  network: Network,
  weights: Weights,
  optimizer: OptimizerState | undefined,
): void {
  assertWeights(network, weights)
  if (optimizer?.kind === 'adam') {
    assertWeights(network, optimizer.first)
    assertWeights(network, optimizer.second)
  } else if (optimizer !== undefined) {
    assertWeights(network, optimizer.velocity)
  }
}
