import { KERNEL, LINK_BYTES, SPAN_BYTES, VECTOR } from './layout'
import { tile1, tile4 } from './narrow-tiles'
import { tile8, tile10 } from './wide-tiles'

/**
 * Convolution by 5×5 kernels, stride 1, of four images: `[inputs][side + 4][side + 4][4]` to
 * `[maps][side][side][4]`.
 *
 * @param spans - For each input row where its ink begins and ends; everything outside is 0 and
 *   skipped, so that a unit that sees no ink is its bias.
 * @param links - For each map how many inputs it reads, then a link for each.
 * @param relu - Not 0 to replace negative sums by 0.
 */
export function convolve(
  x: usize,
  spans: usize,
  links: usize,
  maps: i32,
  weights: usize,
  biases: usize,
  out: usize,
  side: i32,
  relu: i32,
): void {
  const rowBytes = ((side + KERNEL - 1) as usize) * VECTOR
  const mapBytes = ((side * side) as usize) * VECTOR
  for (let y = 0; y < side; y++) {
    let top = KERNEL
    let bottom = 0
    let left = side
    let right = 0
    for (let ky = 0; ky < KERNEL; ky++) {
      const span = spans + ((y + ky) as usize) * SPAN_BYTES
      const begin = load<i32>(span)
      const end = load<i32>(span, 4)
      if (begin >= end) continue
      top = min(top, ky)
      bottom = ky + 1
      left = min(left, begin - (KERNEL - 1))
      right = max(right, end)
    }
    left = max(left, 0)
    right = max(min(right, side), left)
    let mapLinks = links
    const row = x + (y as usize) * rowBytes
    for (let map = 0; map < maps; map++) {
      const count = load<u32>(mapLinks)
      mapLinks += 4
      const bias = v128.load32_splat(biases + ((map as usize) << 2))
      const to = out + (map as usize) * mapBytes + ((y * side) as usize) * VECTOR
      const blank = relu !== 0 ? f32x4.pmax(bias, f32x4.splat(0)) : bias
      for (let column = 0; column < left; column++) {
        v128.store(to + (column as usize) * VECTOR, blank)
      }
      for (let column = right; column < side; column++) {
        v128.store(to + (column as usize) * VECTOR, blank)
      }
      convolveRow(
        row,
        mapLinks,
        count,
        weights,
        rowBytes,
        top,
        bottom,
        bias,
        to,
        left,
        right,
        side,
        relu !== 0,
      )
      mapLinks += (count as usize) * LINK_BYTES
    }
  }
}

/** The units of one row from `left` to `right`, in tiles; the last may go over units again. */
function convolveRow(
  row: usize,
  links: usize,
  count: u32,
  weights: usize,
  rowBytes: usize,
  top: i32,
  bottom: i32,
  bias: v128,
  to: usize,
  left: i32,
  right: i32,
  side: i32,
  relu: bool,
): void {
  while (left < right) {
    const width = tileWidth(right - left, side)
    const column = min(left, side - width)
    const x = row + (column as usize) * VECTOR
    const out = to + (column as usize) * VECTOR
    if (width === 10) tile10(x, links, count, weights, rowBytes, top, bottom, bias, out, relu)
    else if (width === 8) tile8(x, links, count, weights, rowBytes, top, bottom, bias, out, relu)
    else if (width === 4) tile4(x, links, count, weights, rowBytes, top, bottom, bias, out, relu)
    else tile1(x, links, count, weights, rowBytes, top, bottom, bias, out, relu)
    left = column + width
  }
}

/** The widest tile that wastes little of `units`. */
function tileWidth(units: i32, side: i32): i32 {
  if (side < 4) return 1
  if (side < 8 || units <= 4) return 4
  if (side < 10 || units % 8 === 0 || units < 9 || (units > 10 && units <= 16)) return 8
  return 10
}
