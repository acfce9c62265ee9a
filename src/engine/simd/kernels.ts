/** An address in the module's memory, in bytes. */
export type Address = number

/**
 * What `kernels/index.ts` exports once compiled; every argument is an address or a count. The sources
 * say what each computes.
 */
export interface Kernels {
  readonly memory: WebAssembly.Memory
  takeImages(
    images: Address,
    imageSide: number,
    out: Address,
    spans: Address,
    side: number,
    paper: number,
    scale: number,
  ): void
  copyVectors(from: Address, fromBytes: number, to: Address, toBytes: number, count: number): void
  splitImages(
    from: Address,
    fromBytes: number,
    to: Address,
    imageBytes: number,
    count: number,
  ): void
  convolve(
    x: Address,
    spans: Address,
    links: Address,
    maps: number,
    weights: Address,
    biases: Address,
    out: Address,
    side: number,
    relu: number,
  ): void
  spreadConvolution(
    dy: Address,
    links: Address,
    inputs: number,
    weights: Address,
    dx: Address,
    side: number,
  ): void
  addKernelGradient(
    x: Address,
    spans: Address,
    dy: Address,
    pairs: Address,
    count: number,
    sums: Address,
    side: number,
  ): void
  addMapSums(dy: Address, sums: Address, maps: number, area: number): void
  sumLanes(sums: Address, out: Address, count: number): void
  averagePool(x: Address, out: Address, maps: number, side: number): void
  spreadAveragePool(dy: Address, dx: Address, maps: number, side: number): void
  maxPool(x: Address, out: Address, maps: number, side: number): void
  spreadMaxPool(x: Address, dy: Address, dx: Address, maps: number, side: number): void
  subsample(
    x: Address,
    coefficients: Address,
    biases: Address,
    out: Address,
    maps: number,
    side: number,
  ): void
  spreadSubsample(
    x: Address,
    dy: Address,
    coefficients: Address,
    dx: Address,
    coefficientSums: Address,
    biasSums: Address,
    maps: number,
    side: number,
  ): void
  activate(kind: number, x: Address, out: Address, vectors: number): void
  multiplyBySlope(kind: number, values: Address, gradient: Address, vectors: number): void
  denseBlock: Dense
  denseFour: Dense
  spreadDense(dy: Address, weights: Address, dx: Address, inputs: number, units: number): void
  addDenseGradient(
    rows: Address,
    dy: Address,
    gradient: Address,
    biasGradient: Address,
    inputs: number,
    units: number,
  ): void
  codeLogits(
    x: Address,
    codes: Address,
    out: Address,
    inputs: number,
    units: number,
    vectors: number,
  ): void
  spreadCodeLogits(
    x: Address,
    dy: Address,
    codes: Address,
    dx: Address,
    inputs: number,
    units: number,
  ): void
  adam(
    weights: Address,
    gradient: Address,
    first: Address,
    second: Address,
    vectors: number,
    kept: number,
    rate: number,
    beta1: number,
    beta2: number,
    share1: number,
    share2: number,
    rootScale: number,
    epsilon: number,
  ): void
  descend(
    weights: Address,
    gradient: Address,
    velocity: Address,
    vectors: number,
    rate: number,
    momentum: number,
  ): void
  addTo(sum: Address, added: Address, vectors: number): void
  exponentials(values: Address, vectors: number): void
}

type Dense = (
  x: Address,
  weights: Address,
  biases: Address,
  out: Address,
  inputs: number,
  units: number,
) => void

/** A new memory and the kernels that compute in it. */
export function instantiateKernels(module: WebAssembly.Module): Kernels {
  // The module is built from our own sources; a test calls every one of its functions.
  return new WebAssembly.Instance(module).exports as unknown as Kernels
}

/** Bytes of one vector: a unit of a map, of four images. */
export const VECTOR_BYTES = 16
/** Images in the lanes of a vector. */
export const LANES = 4
/** Images whose dense layers are computed together. */
export const BLOCK_IMAGES = 16
export const BLOCK_GROUPS = BLOCK_IMAGES / LANES
/** Side of the kernels that the convolutions are written for. */
export const KERNEL_SIDE = 5
