import { BLOCK_BYTES, VECTOR } from './layout'
import { multiplyAdd } from './multiply-add'

/**
 * Minus the squared distances of images to codes, `[inputs][4 × vectors]` to `[units][4 × vectors]`.
 * The differences themselves are squared: their expansion would cancel most of what float32 holds.
 *
 * @param codes - `[units][inputs]`; `inputs` must be even.
 */
export function codeLogits(
  x: usize,
  codes: usize,
  out: usize,
  inputs: i32,
  units: i32,
  vectors: i32,
): void {
  const rowBytes = (vectors as usize) * VECTOR
  for (let unit = 0; unit < units; unit++, codes += (inputs as usize) << 2) {
    for (let at: usize = 0; at < rowBytes; at += VECTOR, out += VECTOR) {
      // Two sums, each half as large, round off less.
      let even = f32x4.splat(0)
      let odd = even
      let row = x + at
      for (let input = 0; input < inputs; input += 2, row += 2 * rowBytes) {
        const code = codes + ((input as usize) << 2)
        let difference = f32x4.sub(v128.load(row), v128.load32_splat(code))
        even = multiplyAdd(difference, difference, even)
        difference = f32x4.sub(v128.load(row + rowBytes), v128.load32_splat(code, 4))
        odd = multiplyAdd(difference, difference, odd)
      }
      v128.store(out, f32x4.neg(f32x4.add(even, odd)))
    }
  }
}

/** Gradient by a block's values, `[inputs][16]`, from that by the logits, `[units][16]`. */
export function spreadCodeLogits(
  x: usize,
  dy: usize,
  codes: usize,
  dx: usize,
  inputs: i32,
  units: i32,
): void {
  const rowBytes = (inputs as usize) << 2
  const two = f32x4.splat(2)
  for (let input = 0; input < inputs; input++, codes += 4) {
    for (let at: usize = 0; at < BLOCK_BYTES; at += VECTOR, x += VECTOR, dx += VECTOR) {
      const value = v128.load(x)
      let sum = f32x4.splat(0)
      let gradient = dy + at
      let code = codes
      for (let unit = 0; unit < units; unit++, gradient += BLOCK_BYTES, code += rowBytes) {
        const difference = f32x4.sub(v128.load32_splat(code), value)
        sum = multiplyAdd(v128.load(gradient), difference, sum)
      }
      v128.store(dx, f32x4.mul(sum, two))
    }
  }
}
