/** A module whose one function multiplies and adds with relaxed rounding: invalid without it. */
const RELAXED_MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version 1
  ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7b, 0x01, 0x7b], // one type: (v128) → v128
  ...[0x03, 0x02, 0x01, 0x00], // one function of that type
  // local.get 0 three times, f32x4.relaxed_madd
  ...[0x0a, 0x0d, 0x01, 0x0b, 0x00, 0x20, 0x00, 0x20, 0x00, 0x20, 0x00, 0xfd, 0x85, 0x02, 0x0b],
])

/** Whether this machine runs WebAssembly with relaxed vectors, and so fused multiply–adds. */
export function relaxedSimdSupported(): boolean {
  return typeof WebAssembly !== 'undefined' && WebAssembly.validate(RELAXED_MODULE)
}
