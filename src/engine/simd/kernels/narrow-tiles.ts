import { KERNEL_ROW_BYTES, LINK_BYTES } from './layout'
import { multiplyAdd } from './multiply-add'

/** Sums of 4 neighbouring units of one map. */
export function tile4(
  x: usize,
  links: usize,
  count: u32,
  weights: usize,
  rowBytes: usize,
  top: i32,
  bottom: i32,
  bias: v128,
  out: usize,
  relu: bool,
): void {
  let a0 = bias
  let a1 = bias
  let a2 = bias
  let a3 = bias
  for (let link: u32 = 0; link < count; link++, links += LINK_BYTES) {
    let row = x + load<u32>(links) + (top as usize) * rowBytes
    let w = weights + load<u32>(links, 4) + (top as usize) * KERNEL_ROW_BYTES
    for (let ky = top; ky < bottom; ky++) {
      const w0 = v128.load32_splat(w)
      const w1 = v128.load32_splat(w, 4)
      const w2 = v128.load32_splat(w, 8)
      const w3 = v128.load32_splat(w, 12)
      const w4 = v128.load32_splat(w, 16)
      let v = v128.load(row)
      a0 = multiplyAdd(v, w0, a0)
      v = v128.load(row, 16)
      a1 = multiplyAdd(v, w0, a1)
      a0 = multiplyAdd(v, w1, a0)
      v = v128.load(row, 32)
      a2 = multiplyAdd(v, w0, a2)
      a1 = multiplyAdd(v, w1, a1)
      a0 = multiplyAdd(v, w2, a0)
      v = v128.load(row, 48)
      a3 = multiplyAdd(v, w0, a3)
      a2 = multiplyAdd(v, w1, a2)
      a1 = multiplyAdd(v, w2, a1)
      a0 = multiplyAdd(v, w3, a0)
      v = v128.load(row, 64)
      a3 = multiplyAdd(v, w1, a3)
      a2 = multiplyAdd(v, w2, a2)
      a1 = multiplyAdd(v, w3, a1)
      a0 = multiplyAdd(v, w4, a0)
      v = v128.load(row, 80)
      a3 = multiplyAdd(v, w2, a3)
      a2 = multiplyAdd(v, w3, a2)
      a1 = multiplyAdd(v, w4, a1)
      v = v128.load(row, 96)
      a3 = multiplyAdd(v, w3, a3)
      a2 = multiplyAdd(v, w4, a2)
      v = v128.load(row, 112)
      a3 = multiplyAdd(v, w4, a3)
      row += rowBytes
      w += KERNEL_ROW_BYTES
    }
  }
  if (relu) {
    const zero = f32x4.splat(0)
    a0 = f32x4.pmax(a0, zero)
    a1 = f32x4.pmax(a1, zero)
    a2 = f32x4.pmax(a2, zero)
    a3 = f32x4.pmax(a3, zero)
  }
  v128.store(out, a0)
  v128.store(out, a1, 16)
  v128.store(out, a2, 32)
  v128.store(out, a3, 48)
}

/** Sums of 1 neighbouring units of one map. */
export function tile1(
  x: usize,
  links: usize,
  count: u32,
  weights: usize,
  rowBytes: usize,
  top: i32,
  bottom: i32,
  bias: v128,
  out: usize,
  relu: bool,
): void {
  let a0 = bias
  for (let link: u32 = 0; link < count; link++, links += LINK_BYTES) {
    let row = x + load<u32>(links) + (top as usize) * rowBytes
    let w = weights + load<u32>(links, 4) + (top as usize) * KERNEL_ROW_BYTES
    for (let ky = top; ky < bottom; ky++) {
      const w0 = v128.load32_splat(w)
      const w1 = v128.load32_splat(w, 4)
      const w2 = v128.load32_splat(w, 8)
      const w3 = v128.load32_splat(w, 12)
      const w4 = v128.load32_splat(w, 16)
      let v = v128.load(row)
      a0 = multiplyAdd(v, w0, a0)
      v = v128.load(row, 16)
      a0 = multiplyAdd(v, w1, a0)
      v = v128.load(row, 32)
      a0 = multiplyAdd(v, w2, a0)
      v = v128.load(row, 48)
      a0 = multiplyAdd(v, w3, a0)
      v = v128.load(row, 64)
      a0 = multiplyAdd(v, w4, a0)
      row += rowBytes
      w += KERNEL_ROW_BYTES
    }
  }
  if (relu) {
    a0 = f32x4.pmax(a0, f32x4.splat(0))
  }
  v128.store(out, a0)
}
