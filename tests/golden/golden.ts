import { IMAGE_SIDE, type LayerName, type Variant } from '../../src/core/network/description'
import type { Weights } from '../../src/core/network/parameters'
import paper from './lenet5-1998.json'
import modern from './modern.json'
import pytorch from './pytorch.json'

/** What PyTorch computed; `make_golden.py` says how. Parameters are keyed by PyTorch's names. */
export interface Golden {
  readonly labels: readonly number[]
  readonly loss: number
  readonly layers: Readonly<Record<string, GoldenLayer>>
  /** Of all eight images. */
  readonly logits: readonly (readonly number[])[]
  readonly gradients: Readonly<Record<string, GoldenGradient>>
  readonly afterOneAdamStep: Readonly<Record<string, { sum: number; first5: readonly number[] }>>
}

interface GoldenLayer {
  readonly shape: readonly number[]
  /** Over all eight images. */
  readonly sum: number
  readonly ofFirstImage: readonly number[]
}

interface GoldenGradient {
  readonly norm: number
  readonly sum: number
  readonly first20: readonly number[]
}

export const golden: Readonly<Record<Variant, Golden>> = {
  modern,
  'lenet5-1998': paper,
  pytorch,
}

/** The course code's modules by the layers they are. */
const MODULES: Readonly<Record<string, LayerName>> = {
  'conv.0': 'C1',
  'conv.3': 'C3',
  'fc.0': 'C5',
  'fc.2': 'F6',
  'fc.4': 'output',
}

/** Our name of PyTorch's parameter: `conv.3.bias` is `C3.bias`. */
export function ourName(name: string): string {
  const dot = name.lastIndexOf('.')
  return `${MODULES[name.slice(0, dot)] ?? name.slice(0, dot)}${name.slice(dot)}`
}

/** The weights in a safetensors file, under our names. */
export function weightsOf(file: ArrayBuffer): Weights {
  const headerSize = Number(new DataView(file).getBigUint64(0, true))
  const header: unknown = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, headerSize)))
  if (typeof header !== 'object' || header === null) throw new TypeError('weightsOf: no header')
  const arrays = Object.entries(header).map(
    ([
      name,
      {
        data_offsets: [start, end],
      },
    ]) => {
      const from = 8 + headerSize
      return [ourName(name), new Float32Array(file.slice(from + start, from + end))] as const
    },
  )
  return Object.fromEntries(arrays)
}

/** The first images of an IDX file, ink 0..1, `[n, 32, 32]`: MNIST's 28×28 with a border of two. */
export function firstImages(file: ArrayBuffer, n: number): Float32Array {
  const HEADER = 16
  const SIDE = 28
  const margin = (IMAGE_SIDE - SIDE) / 2
  const pixels = new Uint8Array(file, HEADER)
  const images = new Float32Array(n * IMAGE_SIDE ** 2)
  for (let image = 0; image < n; image++) {
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const to = (image * IMAGE_SIDE + y + margin) * IMAGE_SIDE + x + margin
        images[to] = pixels[(image * SIDE + y) * SIDE + x]! / 255
      }
    }
  }
  return images
}
