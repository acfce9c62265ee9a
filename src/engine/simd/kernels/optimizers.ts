import { VECTOR } from './layout'

/**
 * What is remembered of a gradient that has become 0 shrinks by a factor each step, down to numbers
 * that float32 holds in its denormal form, with which many processors are a hundred times slower.
 * Long before, at this size, it has no part in any weight.
 */
const FORGOTTEN: f32 = 1e-30

function remembered(v: v128): v128 {
  return v128.andnot(v, f32x4.le(f32x4.abs(v), f32x4.splat(FORGOTTEN)))
}

/**
 * One step of Adam over a flat vector. Everything past its end up to a whole vector must be 0.
 *
 * @param rate - The learning rate, corrected for the first moment's bias towards 0.
 * @param kept - What remains of a weight before it is moved: 1, or less where weights decay.
 * @param rootScale - 1/√(1 − beta2ⁱ), the second moment's correction.
 */
export function adam(
  weights: usize,
  gradient: usize,
  first: usize,
  second: usize,
  vectors: i32,
  kept: f32,
  rate: f32,
  beta1: f32,
  beta2: f32,
  share1: f32,
  share2: f32,
  rootScale: f32,
  epsilon: f32,
): void {
  const end = weights + (vectors as usize) * VECTOR
  while (weights < end) {
    const g = v128.load(gradient)
    const m = f32x4.add(
      f32x4.mul(v128.load(first), f32x4.splat(beta1)),
      f32x4.mul(g, f32x4.splat(share1)),
    )
    const s = f32x4.add(
      f32x4.mul(v128.load(second), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(share2)),
    )
    v128.store(first, remembered(m))
    v128.store(second, s)
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(s), f32x4.splat(rootScale)), f32x4.splat(epsilon))
    const change = f32x4.div(f32x4.mul(m, f32x4.splat(rate)), root)
    const before = f32x4.mul(v128.load(weights), f32x4.splat(kept))
    v128.store(weights, f32x4.sub(before, change))
    weights += VECTOR
    gradient += VECTOR
    first += VECTOR
    second += VECTOR
  }
}

/** One step of gradient descent: v ← momentum·v + g, w ← w − rate·v. */
export function descend(
  weights: usize,
  gradient: usize,
  velocity: usize,
  vectors: i32,
  rate: f32,
  momentum: f32,
): void {
  const end = weights + (vectors as usize) * VECTOR
  while (weights < end) {
    const kept = f32x4.mul(v128.load(velocity), f32x4.splat(momentum))
    const v = f32x4.add(kept, v128.load(gradient))
    v128.store(velocity, remembered(v))
    const change = f32x4.mul(v, f32x4.splat(rate))
    v128.store(weights, f32x4.sub(v128.load(weights), change))
    weights += VECTOR
    gradient += VECTOR
    velocity += VECTOR
  }
}

/** Adds one flat vector to another. */
export function addTo(sum: usize, added: usize, vectors: i32): void {
  const end = sum + (vectors as usize) * VECTOR
  for (; sum < end; sum += VECTOR, added += VECTOR) {
    v128.store(sum, f32x4.add(v128.load(sum), v128.load(added)))
  }
}
