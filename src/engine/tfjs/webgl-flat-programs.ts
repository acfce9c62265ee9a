import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'
import { packedProgram, type Shape } from './webgl-texels'

/** Programs over the flat vector of all parameters, two values a texel. */

/** Reads value `i` of input `name`, which lies in its shape's last two sides, 2×2 a texel. */
function valueReader(name: string, shape: Shape): string {
  const columns = shape.at(-1) ?? 1
  const rows = shape.at(-2) ?? 1
  const width = Math.ceil(columns / 2)
  return `
    float ${name}Value(int i) {
      int row = ${quotient('i', columns)};
      int column = i - row * ${columns};
      int plane = ${quotient('row', rows)};
      row -= plane * ${rows};
      vec4 texel = ${name}Texel((plane * ${Math.ceil(rows / 2)} + row / 2) * ${width} + column / 2);
      vec2 pair = (row & 1) == 0 ? texel.xy : texel.zw;
      return (column & 1) == 0 ? pair.x : pair.y;
    }`
}

/** Exact for any index of a vector of less than 2^22 values, and cheaper than whole numbers. */
const quotient = (dividend: string, divisor: number): string =>
  divisor === 1 ? dividend : `int((float(${dividend}) + 0.5) / ${divisor.toFixed(1)})`

/** The first `size` values of several tensors, in their order, as one vector. */
export function joinedProgram(
  parts: readonly { readonly shape: Shape; readonly size: number }[],
): GPGPUProgram {
  const names = parts.map((_, index) => `part${index}`)
  let end = 0
  const choices = parts.map(({ size }, index) => {
    const start = end
    end += size
    return `if (i < ${end}) return ${names[index]}Value(i - ${start});`
  })
  return packedProgram(
    names,
    [end],
    `
    ${parts.map(({ shape }, index) => valueReader(names[index]!, shape)).join('\n')}
    float valueAt(int i) {
      ${choices.join('\n      ')}
      return 0.0;
    }
    void main() {
      int i = getOutputCoords();
      setOutput(vec4(valueAt(i), valueAt(i + 1), 0.0, 0.0));
    }`,
  )
}

/** The values of `vector` from `offset` on, in a shape of one or four sides. */
export function partProgram(size: number, offset: number, shape: Shape): GPGPUProgram {
  const [, height = 1, rows = 1, columns = 1] = shape
  const isVector = shape.length === 1
  const coords = isVector
    ? 'int i = getOutputCoords();'
    : `ivec4 coords = getOutputCoords();
      int i = ((coords.x * ${height} + coords.y) * ${rows} + coords.z) * ${columns} + coords.w;`
  const below = isVector ? 1 : columns
  return packedProgram(
    ['vector'],
    shape,
    `
    ${valueReader('vector', [size])}
    void main() {
      ${coords}
      i += ${offset};
      int below = i + ${below};
      setOutput(vec4(vectorValue(i), vectorValue(i + 1), vectorValue(below), vectorValue(below + 1)));
    }`,
  )
}

export interface AdamPrograms {
  /** Inputs `before` and `gradient`; uniform `decay`. */
  readonly first: GPGPUProgram
  readonly second: GPGPUProgram
  /** Inputs `before`, `first` and `second`; uniforms `kept`, `rate`, `unbiased` and `epsilon`. */
  readonly weights: GPGPUProgram
}

/** Adam over vectors of so many values. */
export function adamPrograms(size: number): AdamPrograms {
  const moment = (gradient: string) =>
    withUniforms(
      ['decay'],
      packedProgram(
        ['before', 'gradient'],
        [size],
        `
    void main() {
      int texel = getOutputCoords() / 2;
      vec4 slope = gradientTexel(texel);
      setOutput(decay * beforeTexel(texel) + (1.0 - decay) * ${gradient});
    }`,
      ),
    )
  const weights = packedProgram(
    ['before', 'first', 'second'],
    [size],
    `
    void main() {
      int texel = getOutputCoords() / 2;
      vec4 root = unbiased * sqrt(secondTexel(texel));
      setOutput(kept * beforeTexel(texel) - rate * firstTexel(texel) / (root + epsilon));
    }`,
  )
  return {
    first: moment('slope'),
    second: moment('slope * slope'),
    weights: withUniforms(['kept', 'rate', 'unbiased', 'epsilon'], weights),
  }
}

function withUniforms(names: readonly string[], program: GPGPUProgram): GPGPUProgram {
  return { ...program, customUniforms: names.map((name) => ({ name, type: 'float' })) }
}
