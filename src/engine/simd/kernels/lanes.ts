import { SPAN_BYTES, VECTOR } from './layout'

/**
 * Takes the centre square of four images, puts them on the network's scale and into the four lanes:
 * `[4][imageSide][imageSide]` to `[side][side][4]`.
 *
 * @param spans - Filled for each row: where values other than 0 begin, and where they end.
 * @param scale - Full ink less bare paper, on the network's scale.
 */
export function takeImages(
  images: usize,
  imageSide: i32,
  out: usize,
  spans: usize,
  side: i32,
  paper: f32,
  scale: f32,
): void {
  const margin = (imageSide - side) >> 1
  const imageBytes = ((imageSide * imageSide) as usize) << 2
  const papers = f32x4.splat(paper)
  const scales = f32x4.splat(scale)
  for (let y = 0; y < side; y++, spans += SPAN_BYTES) {
    let pixel = images + ((((y + margin) * imageSide + margin) as usize) << 2)
    let begin = side
    let end = 0
    for (let column = 0; column < side; column++, pixel += 4, out += VECTOR) {
      let v = v128.load32_zero(pixel)
      v = v128.load32_lane(pixel + imageBytes, v, 1)
      v = v128.load32_lane(pixel + 2 * imageBytes, v, 2)
      v = v128.load32_lane(pixel + 3 * imageBytes, v, 3)
      v = f32x4.add(f32x4.mul(v, scales), papers)
      v128.store(out, v)
      // A bit of a NaN is set too, so that nothing but zeros is passed over.
      if (v128.any_true(v)) {
        begin = min(begin, column)
        end = column + 1
      }
    }
    store<i32>(spans, begin)
    store<i32>(spans, end, 4)
  }
}

/** Copies vectors that lie `fromBytes` apart to where they lie `toBytes` apart. */
export function copyVectors(
  from: usize,
  fromBytes: usize,
  to: usize,
  toBytes: usize,
  count: i32,
): void {
  for (; count > 0; count--, from += fromBytes, to += toBytes) v128.store(to, v128.load(from))
}

/**
 * Takes the four images of some vectors apart: `[count][4]` to `[4][count]`.
 *
 * @param fromBytes - From one vector to the next.
 * @param imageBytes - From one image to the next.
 */
export function splitImages(
  from: usize,
  fromBytes: usize,
  to: usize,
  imageBytes: usize,
  count: i32,
): void {
  for (; count >= 4; count -= 4, from += 4 * fromBytes, to += VECTOR) {
    const a = v128.load(from)
    const b = v128.load(from + fromBytes)
    const c = v128.load(from + 2 * fromBytes)
    const d = v128.load(from + 3 * fromBytes)
    const abLow = i32x4.shuffle(a, b, 0, 4, 1, 5)
    const abHigh = i32x4.shuffle(a, b, 2, 6, 3, 7)
    const cdLow = i32x4.shuffle(c, d, 0, 4, 1, 5)
    const cdHigh = i32x4.shuffle(c, d, 2, 6, 3, 7)
    v128.store(to, i64x2.shuffle(abLow, cdLow, 0, 2))
    v128.store(to + imageBytes, i64x2.shuffle(abLow, cdLow, 1, 3))
    v128.store(to + 2 * imageBytes, i64x2.shuffle(abHigh, cdHigh, 0, 2))
    v128.store(to + 3 * imageBytes, i64x2.shuffle(abHigh, cdHigh, 1, 3))
  }
  for (; count > 0; count--, from += fromBytes, to += 4) {
    const v = v128.load(from)
    v128.store32_lane(to, v, 0)
    v128.store32_lane(to + imageBytes, v, 1)
    v128.store32_lane(to + 2 * imageBytes, v, 2)
    v128.store32_lane(to + 3 * imageBytes, v, 3)
  }
}
