import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'

/**
 * Shaders for training a small convolutional network on WebGL. All read and write packed textures:
 * a texel of `[…, side, maps]` holds two neighbouring columns of two maps, in the order
 * (x, m), (x, m+1), (x+1, m), (x+1, m+1). Each fetch then brings four values, where the shaders of
 * TensorFlow.js bring one.
 */
type Shape = readonly number[]

const packed = (variableNames: string[], outputShape: Shape, userCode: string): GPGPUProgram => ({
  variableNames,
  outputShape: [...outputShape],
  packedInputs: true,
  packedOutput: true,
  userCode,
})

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
  const half = (column: number) => `v${Math.floor(column / 2)}.${column % 2 === 0 ? 'xy' : 'zw'}`
  const taps = Array.from(
    { length: kernelWidth },
    (_, kx) => `
          weights = getW(ky, ${kx}, map, coords.w);
          ${mapGuard(inputs, 'weights.zw')}
          at = ${half(kx)};
          sum.xy += at.x * weights.xy + at.y * weights.zw;
          at = ${half(kx + 1)};
          sum.zw += at.x * weights.xy + at.y * weights.zw;`,
  )
  return packed(
    ['x', 'W', 'bias'],
    [n, inputHeight - kernelHeight + 1, inputWidth - kernelWidth + 1, maps],
    `
    void main() {
      ivec4 coords = getOutputCoords();
      vec4 sum = getBias(0, 0, 0, coords.w).xyxy;
      vec4 weights;
      vec2 at;
      for (int ky = 0; ky < ${kernelHeight}; ky++) {
        int y = coords.y + ky;
        for (int map = 0; map < ${inputs}; map += 2) {
          ${texels.map((t) => valuesAt(`v${t}`, `coords.z + ${2 * t}`, inputs)).join('\n          ')}
          ${taps.join('')}
        }
      }
      setOutput(${relu ? 'max(sum, 0.0)' : 'sum'});
    }`,
  )
}

/** Declares and reads one texel of `x`; what lies beyond its maps is none. */
const valuesAt = (name: string, column: string, inputs: number): string =>
  `vec4 ${name} = getX(coords.x, y, ${column}, map); ${mapGuard(inputs, `${name}.yw`)}`

/**
 * A convolution's gradient by its kernels, in shares: each sums some of the images, so that there is
 * work for all of a device's units.
 *
 * Inputs `x` `[n, H, W, inputs]` and `dy` `[n, h, w, maps]`; output
 * `[groups, kernel height × kernel width, inputs, maps]`.
 *
 * @param groups - Divides `n`.
 */
export function filterGradientProgram(x: Shape, dy: Shape, groups: number): GPGPUProgram {
  const [n = 0, inputHeight = 0, inputWidth = 0, inputs = 0] = x
  const [, height = 0, width = 0, maps = 0] = dy
  const kernelWidth = inputWidth - width + 1
  const taps = (inputHeight - height + 1) * kernelWidth
  const images = n / groups
  return packed(
    ['x', 'dy'],
    [groups, taps, inputs, maps],
    `
    void main() {
      ivec4 coords = getOutputCoords();
      int firstImage = coords.x * ${images};
      int ky = coords.y / ${kernelWidth};
      int kx = coords.y - ky * ${kernelWidth};
      int odd = kx - 2 * (kx / 2);
      vec4 sum = vec4(0.0);
      for (int image = 0; image < ${images}; image++) {
        for (int y = 0; y < ${height}; y++) {
          vec4 before = vec4(0.0);
          if (odd == 1) before = getX(firstImage + image, y + ky, kx - 1, coords.z);
          for (int column = 0; column < ${width}; column += 2) {
            vec4 gradient = getDy(firstImage + image, y, column, coords.w);
            ${columnGuard(width, 'gradient.zw')}
            vec4 here = getX(firstImage + image, y + ky, kx + odd + column, coords.z);
            vec4 values = odd == 1 ? vec4(before.zw, here.xy) : here;
            ${columnGuard(width, 'values.zw')}
            before = here;
            sum.xy += values.x * gradient.xy + values.z * gradient.zw;
            sum.zw += values.y * gradient.xy + values.w * gradient.zw;
          }
        }
      }
      setOutput(sum);
    }`,
  )
}

/**
 * A convolution's gradient by its input.
 *
 * Inputs `dy` `[n, h, w, maps]` and `W` `[kernel height, kernel width, inputs, maps]`; output
 * `[n, H, W, inputs]`.
 */
export function inputGradientProgram(dy: Shape, filter: Shape): GPGPUProgram {
  const [n = 0, height = 0, width = 0, maps = 0] = dy
  const [kernelHeight = 0, kernelWidth = 0, inputs = 0] = filter
  // Column x reads the gradient at x − kx: of texel t from the left, the first half if kx is even.
  const texels = Array.from({ length: Math.ceil((kernelWidth - 1) / 2) + 1 }, (_, t) => t)
  const half = (back: number) => `d${Math.ceil(back / 2)}.${Math.abs(back) % 2 === 0 ? 'xy' : 'zw'}`
  const taps = Array.from(
    { length: kernelWidth },
    (_, kx) => `
          weights = getW(ky, ${kx}, coords.w, map);
          ${mapGuard(maps, 'weights.yw')}
          sum.xy += vec2(dot(${half(kx)}, weights.xy), dot(${half(kx)}, weights.zw));
          sum.zw += vec2(dot(${half(kx - 1)}, weights.xy), dot(${half(kx - 1)}, weights.zw));`,
  )
  return packed(
    ['dy', 'W'],
    [n, height + kernelHeight - 1, width + kernelWidth - 1, inputs],
    `
    vec4 gradientAt(int image, int y, int column, int map) {
      if (column < 0 || column >= ${width}) return vec4(0.0);
      vec4 gradient = getDy(image, y, column, map);
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
        for (int map = 0; map < ${maps}; map += 2) {
          ${texels.map((t) => `vec4 d${t} = gradientAt(coords.x, y, coords.z - ${2 * t}, map);`).join('\n          ')}
          ${taps.join('')}
        }
      }
      setOutput(sum);
    }`,
  )
}

/** Where the number of columns is odd, the second column of the last texel is none. */
const columnGuard = (width: number, channels: string): string =>
  width % 2 === 0 ? '' : `if (column + 1 == ${width}) ${channels} = vec2(0.0);`

/** Where the number of maps is odd, the second map of the last texel is none. */
const mapGuard = (maps: number, channels: string): string =>
  maps % 2 === 0 ? '' : `if (map + 1 == ${maps}) ${channels} = vec2(0.0);`

/** 2×2 average pooling of `x` `[n, 2·side, 2·side, maps]`; output `[n, side, side, maps]`. */
export function averageProgram([n = 0, height = 0, width = 0, maps = 0]: Shape): GPGPUProgram {
  return packed(
    ['x'],
    [n, Math.floor(height / 2), Math.floor(width / 2), maps],
    `
    vec2 patchAt(ivec4 place) {
      vec4 pair = getX(place.x, place.y, place.z, place.w) + getX(place.x, place.y + 1, place.z, place.w);
      return pair.xy + pair.zw;
    }
    void main() {
      ivec4 place = getOutputCoords() * ivec4(1, 2, 2, 1);
      setOutput(0.25 * vec4(patchAt(place), patchAt(place + ivec4(0, 0, 2, 0))));
    }`,
  )
}

/**
 * The gradient of 2×2 average pooling by its input. Input `dy` `[n, side, side, maps]`; output
 * `inputShape`, `[n, 2·side, 2·side, maps]`.
 */
export const averageGradientProgram = (inputShape: Shape): GPGPUProgram =>
  packed(
    ['dy'],
    inputShape,
    `
    void main() {
      ivec4 coords = getOutputCoords();
      int column = coords.z / 2;
      vec4 gradient = getDy(coords.x, coords.y / 2, column - column % 2, coords.w);
      vec2 patch2 = column % 2 == 0 ? gradient.xy : gradient.zw;
      setOutput(0.25 * vec4(patch2, patch2));
    }`,
  )
