import { VECTOR } from './layout'
import { laneSum } from './multiply-add'

/** Adds to one vector a map the sum of the map's units: the gradient by a bias of each map. */
export function addMapSums(dy: usize, sums: usize, maps: i32, area: i32): void {
  for (let map = 0; map < maps; map++, sums += VECTOR) {
    let a = v128.load(sums)
    let b = f32x4.splat(0)
    let c = f32x4.splat(0)
    let d = f32x4.splat(0)
    let i = 0
    for (; i + 3 < area; i += 4, dy += 4 * VECTOR) {
      a = f32x4.add(a, v128.load(dy))
      b = f32x4.add(b, v128.load(dy, 16))
      c = f32x4.add(c, v128.load(dy, 32))
      d = f32x4.add(d, v128.load(dy, 48))
    }
    for (; i < area; i++, dy += VECTOR) a = f32x4.add(a, v128.load(dy))
    v128.store(sums, f32x4.add(f32x4.add(a, b), f32x4.add(c, d)))
  }
}

/** The sum of the lanes of each vector, `[count][4]` to `[count]`. */
export function sumLanes(sums: usize, out: usize, count: i32): void {
  for (let i = 0; i < count; i++, sums += VECTOR, out += 4) {
    store<f32>(out, laneSum(v128.load(sums)))
  }
}
