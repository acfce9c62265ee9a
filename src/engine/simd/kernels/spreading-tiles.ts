import { KERNEL_ROW_BYTES, LINK_BYTES } from './layout'
import { multiplyAdd } from './multiply-add'

/**
 * What two neighbouring units of every map send back to six neighbouring inputs. Maps are taken two
 * by two, each with sums of its own: a processor can work at ten multiply–adds at once, and five
 * that wait for each other would leave it idle.
 *
 * @param carried - Whether the first four inputs already hold what the units before sent.
 */
export function spread2(
  dy: usize,
  links: usize,
  count: u32,
  weights: usize,
  rowBytes: usize,
  top: i32,
  bottom: i32,
  dx: usize,
  carried: bool,
): void {
  let a0 = f32x4.splat(0)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  let a5 = f32x4.splat(0)
  let b0 = f32x4.splat(0)
  let b1 = f32x4.splat(0)
  let b2 = f32x4.splat(0)
  let b3 = f32x4.splat(0)
  let b4 = f32x4.splat(0)
  let b5 = f32x4.splat(0)
  if (carried) {
    a0 = v128.load(dx)
    a1 = v128.load(dx, 16)
    a2 = v128.load(dx, 32)
    a3 = v128.load(dx, 48)
  }
  const rowsDown = (top as usize) * rowBytes
  const kernelRows = (top as usize) * KERNEL_ROW_BYTES
  let link: u32 = 0
  for (; link + 1 < count; link += 2, links += 2 * LINK_BYTES) {
    let rowA = dy + load<u32>(links) - rowsDown
    let wA = weights + load<u32>(links, 4) + kernelRows
    let rowB = dy + load<u32>(links, 8) - rowsDown
    let wB = weights + load<u32>(links, 12) + kernelRows
    for (let ky = top; ky < bottom; ky++) {
      let v0 = v128.load(rowA)
      let v1 = v128.load(rowA, 16)
      let w = v128.load32_splat(wA)
      a0 = multiplyAdd(v0, w, a0)
      a1 = multiplyAdd(v1, w, a1)
      w = v128.load32_splat(wA, 4)
      a1 = multiplyAdd(v0, w, a1)
      a2 = multiplyAdd(v1, w, a2)
      w = v128.load32_splat(wA, 8)
      a2 = multiplyAdd(v0, w, a2)
      a3 = multiplyAdd(v1, w, a3)
      w = v128.load32_splat(wA, 12)
      a3 = multiplyAdd(v0, w, a3)
      a4 = multiplyAdd(v1, w, a4)
      w = v128.load32_splat(wA, 16)
      a4 = multiplyAdd(v0, w, a4)
      a5 = multiplyAdd(v1, w, a5)
      v0 = v128.load(rowB)
      v1 = v128.load(rowB, 16)
      w = v128.load32_splat(wB)
      b0 = multiplyAdd(v0, w, b0)
      b1 = multiplyAdd(v1, w, b1)
      w = v128.load32_splat(wB, 4)
      b1 = multiplyAdd(v0, w, b1)
      b2 = multiplyAdd(v1, w, b2)
      w = v128.load32_splat(wB, 8)
      b2 = multiplyAdd(v0, w, b2)
      b3 = multiplyAdd(v1, w, b3)
      w = v128.load32_splat(wB, 12)
      b3 = multiplyAdd(v0, w, b3)
      b4 = multiplyAdd(v1, w, b4)
      w = v128.load32_splat(wB, 16)
      b4 = multiplyAdd(v0, w, b4)
      b5 = multiplyAdd(v1, w, b5)
      rowA -= rowBytes
      rowB -= rowBytes
      wA += KERNEL_ROW_BYTES
      wB += KERNEL_ROW_BYTES
    }
  }
  if (link < count) {
    let rowA = dy + load<u32>(links) - rowsDown
    let wA = weights + load<u32>(links, 4) + kernelRows
    for (let ky = top; ky < bottom; ky++) {
      const v0 = v128.load(rowA)
      const v1 = v128.load(rowA, 16)
      let w = v128.load32_splat(wA)
      a0 = multiplyAdd(v0, w, a0)
      a1 = multiplyAdd(v1, w, a1)
      w = v128.load32_splat(wA, 4)
      a1 = multiplyAdd(v0, w, a1)
      a2 = multiplyAdd(v1, w, a2)
      w = v128.load32_splat(wA, 8)
      a2 = multiplyAdd(v0, w, a2)
      a3 = multiplyAdd(v1, w, a3)
      w = v128.load32_splat(wA, 12)
      a3 = multiplyAdd(v0, w, a3)
      a4 = multiplyAdd(v1, w, a4)
      w = v128.load32_splat(wA, 16)
      a4 = multiplyAdd(v0, w, a4)
      a5 = multiplyAdd(v1, w, a5)
      rowA -= rowBytes
      wA += KERNEL_ROW_BYTES
    }
  }
  v128.store(dx, f32x4.add(a0, b0))
  v128.store(dx, f32x4.add(a1, b1), 16)
  v128.store(dx, f32x4.add(a2, b2), 32)
  v128.store(dx, f32x4.add(a3, b3), 48)
  v128.store(dx, f32x4.add(a4, b4), 64)
  v128.store(dx, f32x4.add(a5, b5), 80)
}

/** What 1 neighbouring units of every map send back to 5 neighbouring inputs. */
export function spread1(
  dy: usize,
  links: usize,
  count: u32,
  weights: usize,
  rowBytes: usize,
  top: i32,
  bottom: i32,
  dx: usize,
  carried: bool,
): void {
  let a0 = f32x4.splat(0)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  if (carried) {
    a0 = v128.load(dx)
    a1 = v128.load(dx, 16)
    a2 = v128.load(dx, 32)
    a3 = v128.load(dx, 48)
  }
  for (let link: u32 = 0; link < count; link++, links += LINK_BYTES) {
    let row = dy + load<u32>(links) - (top as usize) * rowBytes
    let w = weights + load<u32>(links, 4) + (top as usize) * KERNEL_ROW_BYTES
    for (let ky = top; ky < bottom; ky++) {
      const w0 = v128.load32_splat(w)
      const w1 = v128.load32_splat(w, 4)
      const w2 = v128.load32_splat(w, 8)
      const w3 = v128.load32_splat(w, 12)
      const w4 = v128.load32_splat(w, 16)
      const v = v128.load(row)
      a0 = multiplyAdd(v, w0, a0)
      a1 = multiplyAdd(v, w1, a1)
      a2 = multiplyAdd(v, w2, a2)
      a3 = multiplyAdd(v, w3, a3)
      a4 = multiplyAdd(v, w4, a4)
      row -= rowBytes
      w += KERNEL_ROW_BYTES
    }
  }
  v128.store(dx, a0)
  v128.store(dx, a1, 16)
  v128.store(dx, a2, 32)
  v128.store(dx, a3, 48)
  v128.store(dx, a4, 64)
}
