/** Files of handwriting that someone might hand to the page, each by what is wrong with it. */

const stroke = { tool: 'pen', width: 18, points: [[1, 2, 0.5]] }
const correction = { label: 7, made: 1, image: null, strokes: [stroke] }
const withCorrection = (change: object): string =>
  written({ corrections: [correction, { ...correction, ...change }] })
const withStroke = (change: object): string =>
  withCorrection({ strokes: [{ ...stroke, ...change }] })

function written(change: object): string {
  return JSON.stringify({
    format: 'lenet-lab handwriting',
    version: 1,
    corrections: [correction],
    ...change,
  })
}

export const HOSTILE_HANDS: Readonly<Record<string, string | ArrayBuffer>> = {
  'no bytes': '',
  'no JSON': 'format: lenet-lab handwriting',
  'a page of HTML': '<!doctype html><script>alert(1)</script>',
  'bytes of an image': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe).buffer,
  null: 'null',
  'nested 10⁵ deep': `{"corrections":${'['.repeat(1e5)}`,
  'another format': written({ format: 'lenet-lab backup' }),
  'another version': written({ version: 2 }),
  'drawings that are no list': written({ corrections: { length: 1e9 } }),
  '501 drawings': written({ corrections: Array(501).fill(correction) }),
  'a drawing that is null': written({ corrections: [null] }),
  'a word too many': withCorrection({ html: '<img src=x onerror=alert(1)>' }),
  'a key __proto__': written({}).replace('"label":7', '"__proto__":{"polluted":1},"label":7'),
  'a label of 11': withCorrection({ label: 11 }),
  'a label as a word': withCorrection({ label: '7' }),
  'a time that never is': withCorrection({ made: 1e20 }),
  'no drawing': withCorrection({ strokes: [] }),
  'an image of 281 × 281': withCorrection({ image: { side: 281, ink: 'AAAA' } }),
  'an image that is not all there': withCorrection({ image: { side: 3, ink: 'AAAA' } }),
  'an image that is no base64': withCorrection({ image: { side: 2, ink: 'javascript:1' } }),
  'a brush of 10⁹': withStroke({ width: 1e9 }),
  'a brush of 0': withStroke({ width: 0 }),
  'a tool that is none': withStroke({ tool: 'constructor' }),
  'a stroke without points': withStroke({ points: [] }),
  'a point without pressure': withStroke({ points: [[1, 2]] }),
  'a point that is not finite': withStroke({ points: [[1, 2, 0.5]] }).replace(
    '[1,2,0.5]]}]}]',
    '[1e999,2,0.5]]}]}]',
  ),
  'a point on the moon': withStroke({ points: [[4e8, 2, 0.5]] }),
  'lines that take seconds to paint': withStroke({
    width: 40,
    points: Array.from({ length: 6000 }, (_, at) => [280 * (at % 2), at / 8, 1]),
  }),
}
