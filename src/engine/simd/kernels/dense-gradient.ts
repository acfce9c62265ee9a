import { BLOCK_BYTES, BLOCK_IMAGES, VECTOR } from './layout'
import { laneSum, multiplyAdd } from './multiply-add'

/**
 * Gradient by what a fully connected layer read, `[inputs][16]`, from that by its sums,
 * `[units][16]`.
 */
export function spreadDense(dy: usize, weights: usize, dx: usize, inputs: i32, units: i32): void {
  const rowBytes = (inputs as usize) << 2
  const end = dy + (units as usize) * BLOCK_BYTES
  let input = 0
  for (; input + 1 < inputs; input += 2, weights += 8, dx += 2 * BLOCK_BYTES) {
    spreadToTwo(dy, end, weights, rowBytes, dx)
  }
  if (input < inputs) spreadToOne(dy, end, weights, rowBytes, dx)
}

function spreadToTwo(dy: usize, end: usize, weights: usize, rowBytes: usize, dx: usize): void {
  let a0 = f32x4.splat(0)
  let a1 = a0
  let a2 = a0
  let a3 = a0
  let b0 = a0
  let b1 = a0
  let b2 = a0
  let b3 = a0
  for (; dy < end; dy += BLOCK_BYTES, weights += rowBytes) {
    const a = v128.load32_splat(weights)
    const b = v128.load32_splat(weights, 4)
    let g = v128.load(dy)
    a0 = multiplyAdd(g, a, a0)
    b0 = multiplyAdd(g, b, b0)
    g = v128.load(dy, 16)
    a1 = multiplyAdd(g, a, a1)
    b1 = multiplyAdd(g, b, b1)
    g = v128.load(dy, 32)
    a2 = multiplyAdd(g, a, a2)
    b2 = multiplyAdd(g, b, b2)
    g = v128.load(dy, 48)
    a3 = multiplyAdd(g, a, a3)
    b3 = multiplyAdd(g, b, b3)
  }
  v128.store(dx, a0)
  v128.store(dx, a1, 16)
  v128.store(dx, a2, 32)
  v128.store(dx, a3, 48)
  v128.store(dx, b0, 64)
  v128.store(dx, b1, 80)
  v128.store(dx, b2, 96)
  v128.store(dx, b3, 112)
}

function spreadToOne(dy: usize, end: usize, weights: usize, rowBytes: usize, dx: usize): void {
  let a0 = f32x4.splat(0)
  let a1 = a0
  let a2 = a0
  let a3 = a0
  for (; dy < end; dy += BLOCK_BYTES, weights += rowBytes) {
    const a = v128.load32_splat(weights)
    a0 = multiplyAdd(v128.load(dy), a, a0)
    a1 = multiplyAdd(v128.load(dy, 16), a, a1)
    a2 = multiplyAdd(v128.load(dy, 32), a, a2)
    a3 = multiplyAdd(v128.load(dy, 48), a, a3)
  }
  v128.store(dx, a0)
  v128.store(dx, a1, 16)
  v128.store(dx, a2, 32)
  v128.store(dx, a3, 48)
}

/**
 * Adds a block's gradient by the weights, `[units][inputs]`, and the biases of a fully connected
 * layer.
 *
 * @param rows - What the layer read, image by image, `[16][inputs]`.
 * @param dy - `[units][16]`
 */
export function addDenseGradient(
  rows: usize,
  dy: usize,
  gradient: usize,
  biasGradient: usize,
  inputs: i32,
  units: i32,
): void {
  const rowBytes = (inputs as usize) << 2
  let unit = 0
  for (; unit + 3 < units; unit += 4, dy += 4 * BLOCK_BYTES, gradient += 4 * rowBytes) {
    let at: usize = 0
    for (; at + 32 <= rowBytes; at += 32) addFourByEight(rows + at, rowBytes, dy, gradient + at)
    for (let row: usize = 0; row < 4; row++) {
      addRow(rows, rowBytes, dy + row * BLOCK_BYTES, gradient + row * rowBytes, at)
    }
    for (let row: usize = 0; row < 4; row++, biasGradient += 4) {
      addBias(dy + row * BLOCK_BYTES, biasGradient)
    }
  }
  for (; unit < units; unit++, dy += BLOCK_BYTES, gradient += rowBytes, biasGradient += 4) {
    addRow(rows, rowBytes, dy, gradient, 0)
    addBias(dy, biasGradient)
  }
}

function addFourByEight(rows: usize, rowBytes: usize, dy: usize, gradient: usize): void {
  const second = gradient + rowBytes
  const third = second + rowBytes
  const fourth = third + rowBytes
  let a0 = v128.load(gradient)
  let a1 = v128.load(gradient, 16)
  let b0 = v128.load(second)
  let b1 = v128.load(second, 16)
  let c0 = v128.load(third)
  let c1 = v128.load(third, 16)
  let d0 = v128.load(fourth)
  let d1 = v128.load(fourth, 16)
  for (let image = 0; image < BLOCK_IMAGES; image++, rows += rowBytes, dy += 4) {
    const v0 = v128.load(rows)
    const v1 = v128.load(rows, 16)
    let g = v128.load32_splat(dy)
    a0 = multiplyAdd(v0, g, a0)
    a1 = multiplyAdd(v1, g, a1)
    g = v128.load32_splat(dy, 64)
    b0 = multiplyAdd(v0, g, b0)
    b1 = multiplyAdd(v1, g, b1)
    g = v128.load32_splat(dy, 128)
    c0 = multiplyAdd(v0, g, c0)
    c1 = multiplyAdd(v1, g, c1)
    g = v128.load32_splat(dy, 192)
    d0 = multiplyAdd(v0, g, d0)
    d1 = multiplyAdd(v1, g, d1)
  }
  v128.store(gradient, a0)
  v128.store(gradient, a1, 16)
  v128.store(second, b0)
  v128.store(second, b1, 16)
  v128.store(third, c0)
  v128.store(third, c1, 16)
  v128.store(fourth, d0)
  v128.store(fourth, d1, 16)
}

/** Adds the gradient by one unit's weights, from the weight at `at` on. */
function addRow(rows: usize, rowBytes: usize, dy: usize, gradient: usize, at: usize): void {
  for (; at + VECTOR <= rowBytes; at += VECTOR) {
    let sum = v128.load(gradient + at)
    let row = rows + at
    for (let image = 0; image < BLOCK_IMAGES; image++, row += rowBytes) {
      sum = multiplyAdd(v128.load(row), v128.load32_splat(dy + ((image as usize) << 2)), sum)
    }
    v128.store(gradient + at, sum)
  }
  for (; at < rowBytes; at += 4) {
    let sum = load<f32>(gradient + at)
    let row = rows + at
    for (let image = 0; image < BLOCK_IMAGES; image++, row += rowBytes) {
      sum += load<f32>(row) * load<f32>(dy + ((image as usize) << 2))
    }
    store<f32>(gradient + at, sum)
  }
}

function addBias(dy: usize, gradient: usize): void {
  const low = f32x4.add(v128.load(dy), v128.load(dy, 16))
  const high = f32x4.add(v128.load(dy, 32), v128.load(dy, 48))
  store<f32>(gradient, load<f32>(gradient) + laneSum(f32x4.add(low, high)))
}
