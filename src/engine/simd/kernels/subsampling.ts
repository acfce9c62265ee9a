import { VECTOR } from './layout'
import { multiplyAdd } from './multiply-add'

/** Sums of 2×2 patches × one coefficient + one bias a map: the S layers of 1998. */
export function subsample(
  x: usize,
  coefficients: usize,
  biases: usize,
  out: usize,
  maps: i32,
  side: i32,
): void {
  const rowBytes = ((2 * side) as usize) * VECTOR
  for (let map = 0; map < maps; map++) {
    const coefficient = v128.load32_splat(coefficients + ((map as usize) << 2))
    const bias = v128.load32_splat(biases + ((map as usize) << 2))
    for (let y = 0; y < side; y++, x += rowBytes) {
      for (let column = 0; column < side; column++, x += 2 * VECTOR, out += VECTOR) {
        v128.store(out, multiplyAdd(patchSum(x, rowBytes), coefficient, bias))
      }
    }
  }
}

/**
 * Gradient by what the layer read; adds that by coefficients and biases, kept as one vector each.
 */
export function spreadSubsample(
  x: usize,
  dy: usize,
  coefficients: usize,
  dx: usize,
  coefficientSums: usize,
  biasSums: usize,
  maps: i32,
  side: i32,
): void {
  const rowBytes = ((2 * side) as usize) * VECTOR
  for (let map = 0; map < maps; map++) {
    const coefficient = v128.load32_splat(coefficients + ((map as usize) << 2))
    let ofCoefficient = v128.load(coefficientSums)
    let ofBias = v128.load(biasSums)
    for (let y = 0; y < side; y++, x += rowBytes, dx += rowBytes) {
      for (let column = 0; column < side; column++) {
        const g = v128.load(dy)
        ofBias = f32x4.add(ofBias, g)
        ofCoefficient = multiplyAdd(g, patchSum(x, rowBytes), ofCoefficient)
        const share = f32x4.mul(g, coefficient)
        v128.store(dx, share)
        v128.store(dx, share, 16)
        v128.store(dx + rowBytes, share)
        v128.store(dx + rowBytes, share, 16)
        x += 2 * VECTOR
        dx += 2 * VECTOR
        dy += VECTOR
      }
    }
    v128.store(coefficientSums, ofCoefficient)
    v128.store(biasSums, ofBias)
    coefficientSums += VECTOR
    biasSums += VECTOR
  }
}

function patchSum(x: usize, rowBytes: usize): v128 {
  const lower = x + rowBytes
  const upperSum = f32x4.add(v128.load(x), v128.load(x, 16))
  return f32x4.add(upperSum, f32x4.add(v128.load(lower), v128.load(lower, 16)))
}
