import { KERNEL, LINK_BYTES, VECTOR } from './layout'
import { spread1, spread2 } from './spreading-tiles'

/**
 * Gradient by what a convolution read, `[inputs][side + 4][side + 4][4]`, from that by its sums,
 * `[maps][side][side][4]`. Every multiplication counts: nothing is padded.
 *
 * @param links - For each input how many maps read it, then a link for each.
 */
export function spreadConvolution(
  dy: usize,
  links: usize,
  inputs: i32,
  weights: usize,
  dx: usize,
  side: i32,
): void {
  const inputSide = side + KERNEL - 1
  const rowBytes = (side as usize) * VECTOR
  for (let y = 0; y < inputSide; y++) {
    const top = max(0, y - side + 1)
    const bottom = min(KERNEL, y + 1)
    let inputLinks = links
    for (let input = 0; input < inputs; input++) {
      const count = load<u32>(inputLinks)
      inputLinks += 4
      const to = dx + (((input * inputSide + y) * inputSide) as usize) * VECTOR
      for (let column = 0; column < side; column += 2) {
        const from = dy + (y as usize) * rowBytes + (column as usize) * VECTOR
        const into = to + (column as usize) * VECTOR
        const carried = column > 0
        if (column + 1 < side) {
          spread2(from, inputLinks, count, weights, rowBytes, top, bottom, into, carried)
        } else {
          spread1(from, inputLinks, count, weights, rowBytes, top, bottom, into, carried)
        }
      }
      inputLinks += (count as usize) * LINK_BYTES
    }
  }
}
