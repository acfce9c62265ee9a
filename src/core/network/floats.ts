/**
 * Engines compute in float32. The same plain code runs in float64 where a reference is wanted, with
 * errors far below what float32 can tell apart.
 */
export type Floats = Float32Array | Float64Array

/** Makes an array of zeros in the precision wanted. */
export type Allocate<F extends Floats> = (length: number) => F

export const float32: Allocate<Float32Array> = (length) => new Float32Array(length)
export const float64: Allocate<Float64Array> = (length) => new Float64Array(length)
