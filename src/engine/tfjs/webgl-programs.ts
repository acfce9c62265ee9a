import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'
import { packedProgram, type Shape, texelSteps } from './webgl-texels'

/**
 * A convolution with its bias and, where wanted, ReLU.
 *
 * Inputs `x` `[n, H, W, inputs]`, `W` `[kernel height, kernel width, inputs, maps]` and `bias`
 * `[1, 1, 1, maps]`; output `[n, h, w, maps]`.
 */
export function convolutionProgram(x: Shape, filter: Shape, relu: boolean): GPGPUProgram {
  const [n = 0, inputHeight = 0, inputWidth = 0, inputs = 0] = x
  const [kernelHeight = 0, kernelWidth = 0, , maps = 0] = filter
  const texels = Array.from({ length: Math.ceil((kernelWidth + 1) / 2) }, (_, t) => t)
  const steps = texelSteps(x)
  const mapPairs = Math.ceil(maps / 2)
  const inputPairs = Math.ceil(inputs / 2)
  const half = (column: number) => `v${Math.floor(column / 2)}.${column % 2 === 0 ? 'xy' : 'zw'}`
  const taps = Array.from(
    { length: kernelWidth },
    (_, kx) => `
          weights = WTexel(weight + ${kx * inputPairs * mapPairs});
          ${mapGuard(inputs, 'weights.zw')}
          at = ${half(kx)};
          sum.xy += at.x * weights.xy + at.y * weights.zw;
          at = ${half(kx + 1)};
          sum.zw += at.x * weights.xy + at.y * weights.zw;`,
  )
  return packedProgram(
    ['x', 'W', 'bias'],
    [n, inputHeight - kernelHeight + 1, inputWidth - kernelWidth + 1, maps],
    `
    void main() {
      ivec4 coords = getOutputCoords();
      vec4 sum = biasTexel(coords.w / 2).xyxy;
      int patch0 = coords.x * ${steps.image} + coords.z / 2 * ${steps.columns};
      vec4 weights;
      vec2 at;
      for (int ky = 0; ky < ${kernelHeight}; ky++) {
        int at0 = patch0 + (coords.y + ky) * ${steps.row};
        int weight0 = ky * ${kernelWidth * inputPairs * mapPairs} + coords.w / 2;
        for (int map = 0; map < ${inputs}; map += 2) {
          int place = at0 + map / 2;
          int weight = weight0 + map / 2 * ${mapPairs};
          ${texels.map((t) => valuesAt(`v${t}`, `place + ${t * steps.columns}`, inputs)).join('\n          ')}
          ${taps.join('')}
        }
      }
      setOutput(${relu ? 'max(sum, 0.0)' : 'sum'});
    }`,
  )
}

/**
 * The same convolution of a single map: of its texels half is empty, so two taps share a texel of the
 * kernels, which are `[1, kernel height, kernel width, maps]`.
 */
export function singleMapProgram(x: Shape, filter: Shape, relu: boolean): GPGPUProgram {
  const [n = 0, inputHeight = 0, inputWidth = 0] = x
  const [, kernelHeight = 0, kernelWidth = 0, maps = 0] = filter
  const steps = texelSteps(x)
  const by = texelSteps(filter)
  const columns = Array.from({ length: Math.ceil((kernelWidth + 1) / 2) }, (_, t) => t)
  const taps = Array.from({ length: kernelWidth }, (_, kx) => kx)
  const value = (column: number) => `v${Math.floor(column / 2)}.${column % 2 === 0 ? 'x' : 'z'}`
  const weights = (kx: number) => `w${Math.floor(kx / 2)}.${kx % 2 === 0 ? 'xy' : 'zw'}`
  return packedProgram(
    ['x', 'W', 'bias'],
    [n, inputHeight - kernelHeight + 1, inputWidth - kernelWidth + 1, maps],
    `
    void main() {
      ivec4 coords = getOutputCoords();
      vec4 sum = biasTexel(coords.w / 2).xyxy;
      int place = coords.x * ${steps.image} + coords.y * ${steps.row} + coords.z / 2 * ${steps.columns};
      int weight = coords.w / 2;
      for (int ky = 0; ky < ${kernelHeight}; ky++) {
        ${columns.map((t) => `vec4 v${t} = xTexel(place + ${t});`).join('\n        ')}
        ${taps
          .filter((kx) => kx % 2 === 0)
          .map((kx) => `vec4 w${kx / 2} = WTexel(weight + ${(kx / 2) * by.columns});`)
          .join('\n        ')}
        ${taps
          .map(
            (kx) => `sum.xy += ${value(kx)} * ${weights(kx)};
        sum.zw += ${value(kx + 1)} * ${weights(kx)};`,
          )
          .join('\n        ')}
        place += ${steps.row};
        weight += ${by.row};
      }
      setOutput(${relu ? 'max(sum, 0.0)' : 'sum'});
    }`,
  )
}

/** Declares and reads one texel of `x`; what lies beyond its maps is none. */
const valuesAt = (name: string, texel: string, inputs: number): string =>
  `vec4 ${name} = xTexel(${texel}); ${mapGuard(inputs, `${name}.yw`)}`

/**
 * A convolution's gradient by its input.
 *
 * Inputs `dy` `[n, h, w, maps]` and `W` `[kernel height, kernel width, inputs, maps]`; output
 * `[n, H, W, inputs]`.
 */
export function inputGradientProgram(dy: Shape, filter: Shape): GPGPUProgram {
  const [n = 0, height = 0, width = 0, maps = 0] = dy
  const [kernelHeight = 0, kernelWidth = 0, inputs = 0] = filter
  const by = texelSteps(dy)
  const inputPairs = Math.ceil(inputs / 2)
  const mapPairs = Math.ceil(maps / 2)
  // Column x reads the gradient at x − kx: of texel t from the left, the first half if kx is even.
  const texels = Array.from({ length: Math.ceil((kernelWidth - 1) / 2) + 1 }, (_, t) => t)
  const half = (back: number) => `d${Math.ceil(back / 2)}.${Math.abs(back) % 2 === 0 ? 'xy' : 'zw'}`
  const taps = Array.from(
    { length: kernelWidth },
    (_, kx) => `
          weights = WTexel(weight + ${kx * inputPairs * mapPairs});
          ${mapGuard(maps, 'weights.yw')}
          sum.xy += vec2(dot(${half(kx)}, weights.xy), dot(${half(kx)}, weights.zw));
          sum.zw += vec2(dot(${half(kx - 1)}, weights.xy), dot(${half(kx - 1)}, weights.zw));`,
  )
  return packedProgram(
    ['dy', 'W'],
    [n, height + kernelHeight - 1, width + kernelWidth - 1, inputs],
    `
    vec4 gradientAt(int first, int column, int map) {
      if (column < 0 || column >= ${width}) return vec4(0.0);
      vec4 gradient = dyTexel(first + column / 2 * ${by.columns});
      ${columnGuard(width, 'gradient.zw')}
      ${mapGuard(maps, 'gradient.yw')}
      return gradient;
    }
    void main() {
      ivec4 coords = getOutputCoords();
      vec4 sum = vec4(0.0);
      vec4 weights;
      for (int ky = 0; ky < ${kernelHeight}; ky++) {
        int y = coords.y - ky;
        if (y < 0 || y >= ${height}) continue;
        int first0 = coords.x * ${by.image} + y * ${by.row};
        int weight0 = ky * ${kernelWidth * inputPairs * mapPairs} + coords.w / 2 * ${mapPairs};
        for (int map = 0; map < ${maps}; map += 2) {
          int first = first0 + map / 2;
          int weight = weight0 + map / 2;
          ${texels.map((t) => `vec4 d${t} = gradientAt(first, coords.z - ${2 * t}, map);`).join('\n          ')}
          ${taps.join('')}
        }
      }
      setOutput(sum);
    }`,
  )
}

/** Where the number of columns is odd, the second column of the last texel is none. */
export const columnGuard = (width: number, channels: string): string =>
  width % 2 === 0 ? '' : `if (column + 1 == ${width}) ${channels} = vec2(0.0);`

/** Where the number of maps is odd, the second map of the last texel is none. */
const mapGuard = (maps: number, channels: string): string =>
  maps % 2 === 0 ? '' : `if (map + 1 == ${maps}) ${channels} = vec2(0.0);`

/** 2×2 average pooling of `x` `[n, 2·side, 2·side, maps]`; output `[n, side, side, maps]`. */
export function averageProgram(x: Shape): GPGPUProgram {
  const [n = 0, height = 0, width = 0, maps = 0] = x
  const steps = texelSteps(x)
  return packedProgram(
    ['x'],
    [n, Math.floor(height / 2), Math.floor(width / 2), maps],
    `
    vec2 patchAt(int at) {
      vec4 pair = xTexel(at) + xTexel(at + ${steps.row});
      return pair.xy + pair.zw;
    }
    void main() {
      ivec4 coords = getOutputCoords();
      int at = coords.x * ${steps.image} + 2 * coords.y * ${steps.row} + coords.z * ${steps.columns} + coords.w / 2;
      setOutput(0.25 * vec4(patchAt(at), patchAt(at + ${steps.columns})));
    }`,
  )
}
