import type { Address, Kernels } from './kernels'

const PAGE_BYTES = 65536
/** A cache line; the first is left free, so that no address is 0. */
const LINE_BYTES = 64

/**
 * Hands out a module's memory piece by piece. Addresses can be planned with before the memory is
 * there; `commit` makes it, zeroes it and writes the tables.
 */
export class Arena {
  readonly #kernels: Kernels
  readonly #tables: { readonly at: Address; readonly words: readonly number[] }[] = []
  #end = LINE_BYTES

  constructor(kernels: Kernels) {
    this.#kernels = kernels
  }

  /** Zeroed bytes from the beginning of a cache line on. */
  bytes(count: number): Address {
    const at = this.#end
    this.#end = Math.ceil((at + count) / LINE_BYTES) * LINE_BYTES
    return at
  }

  /** Room for single floats. */
  floats(count: number): Address {
    return this.bytes(count * Float32Array.BYTES_PER_ELEMENT)
  }

  /** A table of 32-bit words. */
  table(words: readonly number[]): Address {
    const at = this.bytes(words.length * Uint32Array.BYTES_PER_ELEMENT)
    this.#tables.push({ at, words })
    return at
  }

  /** @throws {RangeError} If the browser does not give that much memory. */
  commit(): void {
    const { memory } = this.#kernels
    const missing = this.#end - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
    new Uint8Array(memory.buffer, 0, this.#end).fill(0)
    for (const { at, words } of this.#tables) {
      new Uint32Array(memory.buffer, at, words.length).set(words)
    }
  }
}

/** A window on floats in a module's memory; of no use once the memory has grown. */
export function floatsAt({ memory }: Kernels, at: Address, count: number): Float32Array {
  return new Float32Array(memory.buffer, at, count)
}
