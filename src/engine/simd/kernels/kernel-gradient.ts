import { KERNEL, SPAN_BYTES, VECTOR } from './layout'
import { multiplyAdd } from './multiply-add'

/** Five numbers of a pair: the input's start, two maps' starts, two kernels' starts; in bytes. */
const PAIR_BYTES: usize = 20

/**
 * Adds four images' gradient by 5×5 kernels, kept as one vector a weight, from what the convolution
 * read and the gradient by its sums.
 *
 * @param spans - As for the convolution itself.
 * @param pairs - Each an input and two maps that read it.
 * @param sums - Vectors, `[weights][4]`; added to.
 */
export function addKernelGradient(
  x: usize,
  spans: usize,
  dy: usize,
  pairs: usize,
  count: i32,
  sums: usize,
  side: i32,
): void {
  for (let pair = 0; pair < count; pair++, pairs += PAIR_BYTES) {
    const input = x + load<u32>(pairs)
    const dyA = dy + load<u32>(pairs, 4)
    const dyB = dy + load<u32>(pairs, 8)
    const sumsA = sums + load<u32>(pairs, 12)
    const sumsB = sums + load<u32>(pairs, 16)
    for (let ky = 0; ky < KERNEL; ky++) {
      const at = ((ky * KERNEL) as usize) * VECTOR
      addKernelRow(input, spans, dyA, dyB, sumsA + at, sumsB + at, side, ky)
    }
  }
}

function addKernelRow(
  input: usize,
  spans: usize,
  dyA: usize,
  dyB: usize,
  sumsA: usize,
  sumsB: usize,
  side: i32,
  ky: i32,
): void {
  let a0 = v128.load(sumsA)
  let a1 = v128.load(sumsA, 16)
  let a2 = v128.load(sumsA, 32)
  let a3 = v128.load(sumsA, 48)
  let a4 = v128.load(sumsA, 64)
  let b0 = v128.load(sumsB)
  let b1 = v128.load(sumsB, 16)
  let b2 = v128.load(sumsB, 32)
  let b3 = v128.load(sumsB, 48)
  let b4 = v128.load(sumsB, 64)
  const rowBytes = (side as usize) * VECTOR
  const inputRowBytes = rowBytes + ((KERNEL - 1) as usize) * VECTOR
  let inputRow = input + (ky as usize) * inputRowBytes
  let rowA = dyA
  let rowB = dyB
  let span = spans + (ky as usize) * SPAN_BYTES
  for (let y = 0; y < side; y++) {
    const begin = max(load<i32>(span) - (KERNEL - 1), 0)
    const end = min(load<i32>(span, 4), side)
    let row = inputRow + (begin as usize) * VECTOR
    let fromA = rowA + (begin as usize) * VECTOR
    let fromB = rowB + (begin as usize) * VECTOR
    let column = begin
    for (; column + 1 < end; column += 2) {
      const ga0 = v128.load(fromA)
      const ga1 = v128.load(fromA, 16)
      const gb0 = v128.load(fromB)
      const gb1 = v128.load(fromB, 16)
      let v = v128.load(row)
      a0 = multiplyAdd(v, ga0, a0)
      b0 = multiplyAdd(v, gb0, b0)
      v = v128.load(row, 16)
      a1 = multiplyAdd(v, ga0, a1)
      b1 = multiplyAdd(v, gb0, b1)
      a0 = multiplyAdd(v, ga1, a0)
      b0 = multiplyAdd(v, gb1, b0)
      v = v128.load(row, 32)
      a2 = multiplyAdd(v, ga0, a2)
      b2 = multiplyAdd(v, gb0, b2)
      a1 = multiplyAdd(v, ga1, a1)
      b1 = multiplyAdd(v, gb1, b1)
      v = v128.load(row, 48)
      a3 = multiplyAdd(v, ga0, a3)
      b3 = multiplyAdd(v, gb0, b3)
      a2 = multiplyAdd(v, ga1, a2)
      b2 = multiplyAdd(v, gb1, b2)
      v = v128.load(row, 64)
      a4 = multiplyAdd(v, ga0, a4)
      b4 = multiplyAdd(v, gb0, b4)
      a3 = multiplyAdd(v, ga1, a3)
      b3 = multiplyAdd(v, gb1, b3)
      v = v128.load(row, 80)
      a4 = multiplyAdd(v, ga1, a4)
      b4 = multiplyAdd(v, gb1, b4)
      row += 2 * VECTOR
      fromA += 2 * VECTOR
      fromB += 2 * VECTOR
    }
    if (column < end) {
      const ga = v128.load(fromA)
      const gb = v128.load(fromB)
      let v = v128.load(row)
      a0 = multiplyAdd(v, ga, a0)
      b0 = multiplyAdd(v, gb, b0)
      v = v128.load(row, 16)
      a1 = multiplyAdd(v, ga, a1)
      b1 = multiplyAdd(v, gb, b1)
      v = v128.load(row, 32)
      a2 = multiplyAdd(v, ga, a2)
      b2 = multiplyAdd(v, gb, b2)
      v = v128.load(row, 48)
      a3 = multiplyAdd(v, ga, a3)
      b3 = multiplyAdd(v, gb, b3)
      v = v128.load(row, 64)
      a4 = multiplyAdd(v, ga, a4)
      b4 = multiplyAdd(v, gb, b4)
    }
    inputRow += inputRowBytes
    rowA += rowBytes
    rowB += rowBytes
    span += SPAN_BYTES
  }
  v128.store(sumsA, a0)
  v128.store(sumsA, a1, 16)
  v128.store(sumsA, a2, 32)
  v128.store(sumsA, a3, 48)
  v128.store(sumsA, a4, 64)
  // A map that has no partner is paired with itself, into sums that nobody reads.
  v128.store(sumsB, b0)
  v128.store(sumsB, b1, 16)
  v128.store(sumsB, b2, 32)
  v128.store(sumsB, b3, 48)
  v128.store(sumsB, b4, 64)
}
