import { multiplyAdd } from './multiply-add'

/** 1.5 × 2²³: what is added to it is rounded to a whole number, which then stands in its lowest bits. */
const ROUNDING: f32 = 12582912
/** 1 as float32: an exponent of 127, its bias, from bit 23 on. */
const ONE_BITS: i32 = 0x3f800000

/**
 * eˣ with a relative error near 1e-7. Below −87.3 and above 88.3 it stays at what float32 holds there.
 *
 * @see Stephen L. Moshier, Cephes 2.2, single/expf.c: the range is reduced to ±ln 2 / 2, its ends in
 *   two parts so that the reduction is exact, and a polynomial of degree 6 does the rest.
 */
export function exponential(x: v128): v128 {
  // pmax and pmin are one instruction each, and of a NaN they keep it.
  const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87.3)), f32x4.splat(88.3))
  const rounding = f32x4.splat(ROUNDING)
  const shifted = multiplyAdd(bounded, f32x4.splat(Math.LOG2E as f32), rounding)
  const n = f32x4.sub(shifted, rounding)
  let r = multiplyAdd(n, f32x4.splat(-0.693359375), bounded)
  r = multiplyAdd(n, f32x4.splat(2.1219444e-4), r)
  let p = f32x4.splat(1.98756915e-4)
  p = multiplyAdd(p, r, f32x4.splat(1.3981999507e-3))
  p = multiplyAdd(p, r, f32x4.splat(8.3334519073e-3))
  p = multiplyAdd(p, r, f32x4.splat(4.1665795894e-2))
  p = multiplyAdd(p, r, f32x4.splat(1.6666665459e-1))
  p = multiplyAdd(p, r, f32x4.splat(5.0000001201e-1))
  p = multiplyAdd(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)))
  const power = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(ONE_BITS))
  return f32x4.mul(p, power)
}

export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1)
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))))
}

/**
 * The hyperbolic tangent to a few units in the last place: an odd polynomial over an even one.
 *
 * @see Eigen 3.4, MathFunctionsImpl.h, generic_fast_tanh_float. Beyond ±7.9 float32 holds ±1.
 */
export function hyperbolicTangent(x: v128): v128 {
  const bounded = f32x4.pmin(
    f32x4.pmax(x, f32x4.splat(-7.905311107635498)),
    f32x4.splat(7.905311107635498),
  )
  const s = f32x4.mul(bounded, bounded)
  let p = f32x4.splat(-2.76076847742355e-16)
  p = multiplyAdd(p, s, f32x4.splat(2.00018790482477e-13))
  p = multiplyAdd(p, s, f32x4.splat(-8.60467152213735e-11))
  p = multiplyAdd(p, s, f32x4.splat(5.12229709037114e-8))
  p = multiplyAdd(p, s, f32x4.splat(1.48572235717979e-5))
  p = multiplyAdd(p, s, f32x4.splat(6.37261928875436e-4))
  p = multiplyAdd(p, s, f32x4.splat(4.89352455891786e-3))
  let q = f32x4.splat(1.19825839466702e-6)
  q = multiplyAdd(q, s, f32x4.splat(1.18534705686654e-4))
  q = multiplyAdd(q, s, f32x4.splat(2.268434632439e-3))
  q = multiplyAdd(q, s, f32x4.splat(4.89352518554385e-3))
  return f32x4.div(f32x4.mul(bounded, p), q)
}

/** For tests: eˣ of an array, in place. */
export function exponentials(values: usize, vectors: i32): void {
  for (let i = 0; i < vectors; i++, values += 16) v128.store(values, exponential(v128.load(values)))
}
