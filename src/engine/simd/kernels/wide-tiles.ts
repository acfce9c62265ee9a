import { KERNEL_ROW_BYTES, LINK_BYTES, VECTOR } from './layout'
import { multiplyAdd } from './multiply-add'

/** Sums of 10 neighbouring units of one map. */
export function tile10(
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
  let a4 = bias
  let a5 = bias
  let a6 = bias
  let a7 = bias
  let a8 = bias
  let a9 = bias
  for (let link: u32 = 0; link < count; link++, links += LINK_BYTES) {
    let row = x + load<u32>(links) + (top as usize) * rowBytes
    let w = weights + load<u32>(links, 4) + (top as usize) * KERNEL_ROW_BYTES
    // Three columns of the kernel, then two: five would take more registers than there are. The
    // second pointer keeps the compiler from holding what was loaded for the first three.
    let later = row + 3 * VECTOR
    for (let ky = top; ky < bottom; ky++) {
      let w0 = v128.load32_splat(w)
      let w1 = v128.load32_splat(w, 4)
      const w2 = v128.load32_splat(w, 8)
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
      v = v128.load(row, 64)
      a4 = multiplyAdd(v, w0, a4)
      a3 = multiplyAdd(v, w1, a3)
      a2 = multiplyAdd(v, w2, a2)
      v = v128.load(row, 80)
      a5 = multiplyAdd(v, w0, a5)
      a4 = multiplyAdd(v, w1, a4)
      a3 = multiplyAdd(v, w2, a3)
      v = v128.load(row, 96)
      a6 = multiplyAdd(v, w0, a6)
      a5 = multiplyAdd(v, w1, a5)
      a4 = multiplyAdd(v, w2, a4)
      v = v128.load(row, 112)
      a7 = multiplyAdd(v, w0, a7)
      a6 = multiplyAdd(v, w1, a6)
      a5 = multiplyAdd(v, w2, a5)
      v = v128.load(row, 128)
      a8 = multiplyAdd(v, w0, a8)
      a7 = multiplyAdd(v, w1, a7)
      a6 = multiplyAdd(v, w2, a6)
      v = v128.load(row, 144)
      a9 = multiplyAdd(v, w0, a9)
      a8 = multiplyAdd(v, w1, a8)
      a7 = multiplyAdd(v, w2, a7)
      v = v128.load(row, 160)
      a9 = multiplyAdd(v, w1, a9)
      a8 = multiplyAdd(v, w2, a8)
      v = v128.load(row, 176)
      a9 = multiplyAdd(v, w2, a9)
      w0 = v128.load32_splat(w, 12)
      w1 = v128.load32_splat(w, 16)
      v = v128.load(later)
      a0 = multiplyAdd(v, w0, a0)
      v = v128.load(later, 16)
      a1 = multiplyAdd(v, w0, a1)
      a0 = multiplyAdd(v, w1, a0)
      v = v128.load(later, 32)
      a2 = multiplyAdd(v, w0, a2)
      a1 = multiplyAdd(v, w1, a1)
      v = v128.load(later, 48)
      a3 = multiplyAdd(v, w0, a3)
      a2 = multiplyAdd(v, w1, a2)
      v = v128.load(later, 64)
      a4 = multiplyAdd(v, w0, a4)
      a3 = multiplyAdd(v, w1, a3)
      v = v128.load(later, 80)
      a5 = multiplyAdd(v, w0, a5)
      a4 = multiplyAdd(v, w1, a4)
      v = v128.load(later, 96)
      a6 = multiplyAdd(v, w0, a6)
      a5 = multiplyAdd(v, w1, a5)
      v = v128.load(later, 112)
      a7 = multiplyAdd(v, w0, a7)
      a6 = multiplyAdd(v, w1, a6)
      v = v128.load(later, 128)
      a8 = multiplyAdd(v, w0, a8)
      a7 = multiplyAdd(v, w1, a7)
      v = v128.load(later, 144)
      a9 = multiplyAdd(v, w0, a9)
      a8 = multiplyAdd(v, w1, a8)
      v = v128.load(later, 160)
      a9 = multiplyAdd(v, w1, a9)
      row += rowBytes
      later += rowBytes
      w += KERNEL_ROW_BYTES
    }
  }
  if (relu) {
    const zero = f32x4.splat(0)
    a0 = f32x4.pmax(a0, zero)
    a1 = f32x4.pmax(a1, zero)
    a2 = f32x4.pmax(a2, zero)
    a3 = f32x4.pmax(a3, zero)
    a4 = f32x4.pmax(a4, zero)
    a5 = f32x4.pmax(a5, zero)
    a6 = f32x4.pmax(a6, zero)
    a7 = f32x4.pmax(a7, zero)
    a8 = f32x4.pmax(a8, zero)
    a9 = f32x4.pmax(a9, zero)
  }
  v128.store(out, a0)
  v128.store(out, a1, 16)
  v128.store(out, a2, 32)
  v128.store(out, a3, 48)
  v128.store(out, a4, 64)
  v128.store(out, a5, 80)
  v128.store(out, a6, 96)
  v128.store(out, a7, 112)
  v128.store(out, a8, 128)
  v128.store(out, a9, 144)
}

/** Sums of 8 neighbouring units of one map. */
export function tile8(
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
  let a4 = bias
  let a5 = bias
  let a6 = bias
  let a7 = bias
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
      a4 = multiplyAdd(v, w0, a4)
      a3 = multiplyAdd(v, w1, a3)
      a2 = multiplyAdd(v, w2, a2)
      a1 = multiplyAdd(v, w3, a1)
      a0 = multiplyAdd(v, w4, a0)
      v = v128.load(row, 80)
      a5 = multiplyAdd(v, w0, a5)
      a4 = multiplyAdd(v, w1, a4)
      a3 = multiplyAdd(v, w2, a3)
      a2 = multiplyAdd(v, w3, a2)
      a1 = multiplyAdd(v, w4, a1)
      v = v128.load(row, 96)
      a6 = multiplyAdd(v, w0, a6)
      a5 = multiplyAdd(v, w1, a5)
      a4 = multiplyAdd(v, w2, a4)
      a3 = multiplyAdd(v, w3, a3)
      a2 = multiplyAdd(v, w4, a2)
      v = v128.load(row, 112)
      a7 = multiplyAdd(v, w0, a7)
      a6 = multiplyAdd(v, w1, a6)
      a5 = multiplyAdd(v, w2, a5)
      a4 = multiplyAdd(v, w3, a4)
      a3 = multiplyAdd(v, w4, a3)
      v = v128.load(row, 128)
      a7 = multiplyAdd(v, w1, a7)
      a6 = multiplyAdd(v, w2, a6)
      a5 = multiplyAdd(v, w3, a5)
      a4 = multiplyAdd(v, w4, a4)
      v = v128.load(row, 144)
      a7 = multiplyAdd(v, w2, a7)
      a6 = multiplyAdd(v, w3, a6)
      a5 = multiplyAdd(v, w4, a5)
      v = v128.load(row, 160)
      a7 = multiplyAdd(v, w3, a7)
      a6 = multiplyAdd(v, w4, a6)
      v = v128.load(row, 176)
      a7 = multiplyAdd(v, w4, a7)
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
    a4 = f32x4.pmax(a4, zero)
    a5 = f32x4.pmax(a5, zero)
    a6 = f32x4.pmax(a6, zero)
    a7 = f32x4.pmax(a7, zero)
  }
  v128.store(out, a0)
  v128.store(out, a1, 16)
  v128.store(out, a2, 32)
  v128.store(out, a3, 48)
  v128.store(out, a4, 64)
  v128.store(out, a5, 80)
  v128.store(out, a6, 96)
  v128.store(out, a7, 112)
}
