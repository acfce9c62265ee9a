import { hyperbolicTangent, sigmoid } from './exponential'
import { VECTOR } from './layout'

/** Activations as the engine numbers them. */
const RELU = 1
const TANH = 2
const SIGMOID = 3
const SCALED_TANH = 4

/** A and S of the paper's A·tanh(S·a). */
const AMPLITUDE: f32 = 1.7159
const SLOPE: f32 = 2.0 / 3.0

/** Activated sums; `x` and `out` may be the same. */
export function activate(kind: i32, x: usize, out: usize, vectors: i32): void {
  const end = x + (vectors as usize) * VECTOR
  if (kind === RELU) {
    for (; x < end; x += VECTOR, out += VECTOR) {
      v128.store(out, f32x4.pmax(v128.load(x), f32x4.splat(0)))
    }
  } else if (kind === TANH) {
    for (; x < end; x += VECTOR, out += VECTOR) v128.store(out, hyperbolicTangent(v128.load(x)))
  } else if (kind === SIGMOID) {
    for (; x < end; x += VECTOR, out += VECTOR) v128.store(out, sigmoid(v128.load(x)))
  } else if (kind === SCALED_TANH) {
    for (; x < end; x += VECTOR, out += VECTOR) {
      const tangent = hyperbolicTangent(f32x4.mul(v128.load(x), f32x4.splat(SLOPE)))
      v128.store(out, f32x4.mul(tangent, f32x4.splat(AMPLITUDE)))
    }
  } else if (x !== out) {
    memory.copy(out, x, end - x)
  }
}

/** Multiplies the gradient by activated values by the activation's slope: the gradient by the sums. */
export function multiplyBySlope(kind: i32, values: usize, gradient: usize, vectors: i32): void {
  const end = values + (vectors as usize) * VECTOR
  const one = f32x4.splat(1)
  if (kind === RELU) {
    for (; values < end; values += VECTOR, gradient += VECTOR) {
      const isOn = f32x4.gt(v128.load(values), f32x4.splat(0))
      v128.store(gradient, v128.and(v128.load(gradient), isOn))
    }
  } else if (kind === TANH) {
    for (; values < end; values += VECTOR, gradient += VECTOR) {
      const v = v128.load(values)
      const slope = f32x4.sub(one, f32x4.mul(v, v))
      v128.store(gradient, f32x4.mul(v128.load(gradient), slope))
    }
  } else if (kind === SIGMOID) {
    for (; values < end; values += VECTOR, gradient += VECTOR) {
      const v = v128.load(values)
      const slope = f32x4.mul(v, f32x4.sub(one, v))
      v128.store(gradient, f32x4.mul(v128.load(gradient), slope))
    }
  } else if (kind === SCALED_TANH) {
    const amplitude = f32x4.splat(AMPLITUDE)
    for (; values < end; values += VECTOR, gradient += VECTOR) {
      const v = v128.load(values)
      const share = f32x4.mul(f32x4.mul(v, v), f32x4.splat((1.0 as f32) / AMPLITUDE))
      const slope = f32x4.mul(f32x4.sub(amplitude, share), f32x4.splat(SLOPE))
      v128.store(gradient, f32x4.mul(v128.load(gradient), slope))
    }
  }
}
