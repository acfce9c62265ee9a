import { BLOCK_BYTES, VECTOR } from './layout'
import { multiplyAdd } from './multiply-add'

/** A fully connected layer of a block of images, `[inputs][16]` to `[units][16]`. */
export function denseBlock(
  x: usize,
  weights: usize,
  biases: usize,
  out: usize,
  inputs: i32,
  units: i32,
): void {
  const rowBytes = (inputs as usize) << 2
  let unit = 0
  for (; unit + 1 < units; unit += 2) {
    twoUnits(x, weights, rowBytes, biases, out)
    weights += 2 * rowBytes
    biases += 8
    out += 2 * BLOCK_BYTES
  }
  if (unit < units) oneUnit(x, weights, rowBytes, biases, out)
}

function twoUnits(x: usize, weights: usize, rowBytes: usize, biases: usize, out: usize): void {
  let a0 = v128.load32_splat(biases)
  let a1 = a0
  let a2 = a0
  let a3 = a0
  let b0 = v128.load32_splat(biases, 4)
  let b1 = b0
  let b2 = b0
  let b3 = b0
  const end = weights + rowBytes
  for (; weights < end; weights += 4, x += BLOCK_BYTES) {
    const a = v128.load32_splat(weights)
    const b = v128.load32_splat(weights + rowBytes)
    let v = v128.load(x)
    a0 = multiplyAdd(v, a, a0)
    b0 = multiplyAdd(v, b, b0)
    v = v128.load(x, 16)
    a1 = multiplyAdd(v, a, a1)
    b1 = multiplyAdd(v, b, b1)
    v = v128.load(x, 32)
    a2 = multiplyAdd(v, a, a2)
    b2 = multiplyAdd(v, b, b2)
    v = v128.load(x, 48)
    a3 = multiplyAdd(v, a, a3)
    b3 = multiplyAdd(v, b, b3)
  }
  v128.store(out, a0)
  v128.store(out, a1, 16)
  v128.store(out, a2, 32)
  v128.store(out, a3, 48)
  v128.store(out, b0, 64)
  v128.store(out, b1, 80)
  v128.store(out, b2, 96)
  v128.store(out, b3, 112)
}

function oneUnit(x: usize, weights: usize, rowBytes: usize, biases: usize, out: usize): void {
  let a0 = v128.load32_splat(biases)
  let a1 = a0
  let a2 = a0
  let a3 = a0
  const end = weights + rowBytes
  for (; weights < end; weights += 4, x += BLOCK_BYTES) {
    const a = v128.load32_splat(weights)
    a0 = multiplyAdd(v128.load(x), a, a0)
    a1 = multiplyAdd(v128.load(x, 16), a, a1)
    a2 = multiplyAdd(v128.load(x, 32), a, a2)
    a3 = multiplyAdd(v128.load(x, 48), a, a3)
  }
  v128.store(out, a0)
  v128.store(out, a1, 16)
  v128.store(out, a2, 32)
  v128.store(out, a3, 48)
}

/**
 * A fully connected layer of four images, `[inputs][4]` to `[units][4]`: what a single prediction
 * takes, where a block would compute twelve images for nothing.
 */
export function denseFour(
  x: usize,
  weights: usize,
  biases: usize,
  out: usize,
  inputs: i32,
  units: i32,
): void {
  const rowBytes = (inputs as usize) << 2
  let unit = 0
  for (; unit + 7 < units; unit += 8) {
    eightUnits(x, weights, rowBytes, biases, out)
    weights += 8 * rowBytes
    biases += 32
    out += 8 * VECTOR
  }
  for (; unit < units; unit++, biases += 4, out += VECTOR) {
    let sum = v128.load32_splat(biases)
    let v = x
    for (const end = weights + rowBytes; weights < end; weights += 4, v += VECTOR) {
      sum = multiplyAdd(v128.load(v), v128.load32_splat(weights), sum)
    }
    v128.store(out, sum)
  }
}

function eightUnits(x: usize, weights: usize, rowBytes: usize, biases: usize, out: usize): void {
  let a = v128.load32_splat(biases)
  let b = v128.load32_splat(biases, 4)
  let c = v128.load32_splat(biases, 8)
  let d = v128.load32_splat(biases, 12)
  let e = v128.load32_splat(biases, 16)
  let f = v128.load32_splat(biases, 20)
  let g = v128.load32_splat(biases, 24)
  let h = v128.load32_splat(biases, 28)
  const end = weights + rowBytes
  for (; weights < end; weights += 4, x += VECTOR) {
    const v = v128.load(x)
    a = multiplyAdd(v, v128.load32_splat(weights), a)
    b = multiplyAdd(v, v128.load32_splat(weights + rowBytes), b)
    c = multiplyAdd(v, v128.load32_splat(weights + 2 * rowBytes), c)
    d = multiplyAdd(v, v128.load32_splat(weights + 3 * rowBytes), d)
    e = multiplyAdd(v, v128.load32_splat(weights + 4 * rowBytes), e)
    f = multiplyAdd(v, v128.load32_splat(weights + 5 * rowBytes), f)
    g = multiplyAdd(v, v128.load32_splat(weights + 6 * rowBytes), g)
    h = multiplyAdd(v, v128.load32_splat(weights + 7 * rowBytes), h)
  }
  v128.store(out, a)
  v128.store(out, b, 16)
  v128.store(out, c, 32)
  v128.store(out, d, 48)
  v128.store(out, e, 64)
  v128.store(out, f, 80)
  v128.store(out, g, 96)
  v128.store(out, h, 112)
}
