import { IMAGE_SIDE, type Network } from '../../core/network/description'
import type { BatchResult } from '../engine'
import { type GradientThread, ThreadLostError } from './gradient-thread'
import { BLOCK_IMAGES, LANES } from './kernels'
import type { NetworkProgram } from './network-program'

/** A helper that takes this many times as long as this thread for as many images is lost… */
const PATIENCE = 20
/**
 * …but never before this many milliseconds: a busy machine may not run it at once. The page, which would
 * give up the whole run, is more patient.
 */
const LEAST_PATIENCE = 3000

/**
 * This thread and its helpers, who share the images of a batch. Gradients are added up in the order
 * of the images, so that the same batch gives the same gradient bit for bit, however the threads are
 * timed. A helper that is lost costs what was under way: it is computed again without it.
 */
export class ThreadTeam {
  /** Whether this thread computes the helpers' shares, too, so that their cores are free for others. */
  isAlone = false
  #helpers: readonly GradientThread[]
  readonly #leastPatience: number

  constructor(helpers: readonly GradientThread[], leastPatience = LEAST_PATIENCE) {
    this.#helpers = helpers
    this.#leastPatience = leastPatience
  }

  get threads(): number {
    return 1 + this.#helpers.length
  }

  load(network: Network): void {
    for (const helper of this.#helpers) helper.load(network)
  }

  /** The gradient of the mean loss, into the program's; loss is the mean. */
  async computeGradient(
    program: NetworkProgram,
    images: Float32Array,
    labels: Uint8Array,
  ): Promise<BatchResult> {
    if (this.isAlone) return this.#computeAlone(program, images, labels)
    while (true) {
      try {
        return await this.#computeTogether(program, images, labels)
      } catch (error) {
        if (!(error instanceof ThreadLostError)) throw error
      }
    }
  }

  dispose(): void {
    for (const helper of this.#helpers) helper.end('its engine was disposed of')
    this.#helpers = []
  }

  /** Share by share, added up in the order that the threads would be in. */
  #computeAlone(program: NetworkProgram, images: Float32Array, labels: Uint8Array): BatchResult {
    const total = labels.length
    const [own, ...others] = partsOf(images, labels, this.threads)
    const shares = others.map((part) => {
      const { loss, errors } = program.computeGradient(...part, total)
      return { loss, errors, gradient: program.gradient.slice() }
    })
    const sum = { ...program.computeGradient(...own!, total) }
    for (const { loss, errors, gradient } of shares) {
      program.addGradient(gradient)
      sum.loss += loss
      sum.errors += errors
    }
    return { loss: sum.loss / total, errors: sum.errors }
  }

  async #computeTogether(
    program: NetworkProgram,
    images: Float32Array,
    labels: Uint8Array,
  ): Promise<BatchResult> {
    const total = labels.length
    const [own, ...others] = partsOf(images, labels, this.threads)
    const helpers = this.#helpers.slice(0, others.length)
    const underWay = helpers.map((helper, i) => helper.begin(program, ...others[i]!, total))
    const start = performance.now()
    const sum = { ...program.computeGradient(...own!, total) }
    const patience = Math.max(this.#leastPatience, PATIENCE * (performance.now() - start))
    const lost: GradientThread[] = []
    for (const [i, answer] of underWay.entries()) {
      try {
        const { loss, errors } = await answer(patience)
        sum.loss += loss
        sum.errors += errors
      } catch (error) {
        if (!(error instanceof ThreadLostError)) throw error
        lost.push(helpers[i]!)
      }
    }
    if (lost.length > 0) {
      this.#helpers = this.#helpers.filter((helper) => !lost.includes(helper))
      throw new ThreadLostError(`computeGradient: ${lost.length} of ${helpers.length} helpers lost`)
    }
    return { loss: sum.loss / total, errors: sum.errors }
  }
}

/** Each thread's images and their digits. */
function partsOf(images: Float32Array, labels: Uint8Array, threads: number) {
  return sharesOf(labels.length, threads).map(
    ([from, to]) =>
      [
        images.subarray(from * IMAGE_SIDE ** 2, to * IMAGE_SIDE ** 2),
        labels.subarray(from, to),
      ] as const,
  )
}

/** From and to of one thread's images. */
export type Share = readonly [from: number, to: number]

/**
 * Divides a batch among threads, in whole groups of four; no thread gets less than a block of 16, as
 * far as there are that many, for which it would be woken in vain.
 */
export function sharesOf(images: number, threads: number): readonly Share[] {
  const used = Math.max(1, Math.min(threads, Math.floor(images / BLOCK_IMAGES)))
  const groups = Math.ceil(images / LANES)
  const edge = (thread: number) => Math.min(images, Math.ceil((groups * thread) / used) * LANES)
  return Array.from({ length: used }, (_, thread) => [edge(thread), edge(thread + 1)] as const)
}
