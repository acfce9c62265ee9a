import { VECTOR } from './layout'

/** Means of 2×2 patches, `[maps][2·side][2·side][4]` to `[maps][side][side][4]`. */
export function averagePool(x: usize, out: usize, maps: i32, side: i32): void {
  const quarter = f32x4.splat(0.25)
  const rowBytes = ((2 * side) as usize) * VECTOR
  for (let row = maps * side; row > 0; row--, x += rowBytes) {
    for (let column = 0; column < side; column++, x += 2 * VECTOR, out += VECTOR) {
      const lower = x + rowBytes
      const upperSum = f32x4.add(v128.load(x), v128.load(x, 16))
      const lowerSum = f32x4.add(v128.load(lower), v128.load(lower, 16))
      v128.store(out, f32x4.mul(f32x4.add(upperSum, lowerSum), quarter))
    }
  }
}

export function spreadAveragePool(dy: usize, dx: usize, maps: i32, side: i32): void {
  const quarter = f32x4.splat(0.25)
  const rowBytes = ((2 * side) as usize) * VECTOR
  for (let row = maps * side; row > 0; row--, dx += rowBytes) {
    for (let column = 0; column < side; column++, dx += 2 * VECTOR, dy += VECTOR) {
      const share = f32x4.mul(v128.load(dy), quarter)
      v128.store(dx, share)
      v128.store(dx, share, 16)
      v128.store(dx + rowBytes, share)
      v128.store(dx + rowBytes, share, 16)
    }
  }
}

/** Largest values of 2×2 patches. */
export function maxPool(x: usize, out: usize, maps: i32, side: i32): void {
  const rowBytes = ((2 * side) as usize) * VECTOR
  for (let row = maps * side; row > 0; row--, x += rowBytes) {
    for (let column = 0; column < side; column++, x += 2 * VECTOR, out += VECTOR) {
      const lower = x + rowBytes
      const upperMost = f32x4.pmax(v128.load(x), v128.load(x, 16))
      const lowerMost = f32x4.pmax(v128.load(lower), v128.load(lower, 16))
      v128.store(out, f32x4.pmax(upperMost, lowerMost))
    }
  }
}

/** Sends each gradient to the largest value of its patch; of equals to the first, as PyTorch does. */
export function spreadMaxPool(x: usize, dy: usize, dx: usize, maps: i32, side: i32): void {
  const rowBytes = ((2 * side) as usize) * VECTOR
  for (let row = maps * side; row > 0; row--, x += rowBytes, dx += rowBytes) {
    for (let column = 0; column < side; column++) {
      const a = v128.load(x)
      const b = v128.load(x, 16)
      const c = v128.load(x + rowBytes)
      const d = v128.load(x + rowBytes, 16)
      const most = f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d))
      const g = v128.load(dy)
      const isA = f32x4.eq(a, most)
      const isB = v128.andnot(f32x4.eq(b, most), isA)
      const upToB = v128.or(isA, isB)
      const isC = v128.andnot(f32x4.eq(c, most), upToB)
      v128.store(dx, v128.and(g, isA))
      v128.store(dx, v128.and(g, isB), 16)
      v128.store(dx + rowBytes, v128.and(g, isC))
      v128.store(dx + rowBytes, v128.andnot(g, v128.or(upToB, isC)), 16)
      x += 2 * VECTOR
      dx += 2 * VECTOR
      dy += VECTOR
    }
  }
}
