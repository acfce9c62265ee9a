import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'
import { SQUASH_AMPLITUDE, SQUASH_SLOPE } from '../../core/network/activation'
import { type Activation, CLASSES } from '../../core/network/description'
import { columnGuard } from './webgl-programs'
import { packedProgram, type Shape, texelSteps } from './webgl-texels'

/** An activation's slope, from the values that it gave. */
function slopeOf(activation: Activation, values: string): string {
  switch (activation) {
    case 'identity':
      return 'vec4(1.0)'
    case 'relu':
      return `vec4(greaterThan(${values}, vec4(0.0)))`
    case 'tanh':
      return `(1.0 - ${values} * ${values})`
    case 'sigmoid':
      return `(${values} * (1.0 - ${values}))`
    case 'scaledTanh':
      return `(${SQUASH_SLOPE * SQUASH_AMPLITUDE} - ${SQUASH_SLOPE / SQUASH_AMPLITUDE} * ${values} * ${values})`
  }
}

/** `gradient` times the slope of an activation that gave `values`; all of one shape. */
export function slopeProgram(activation: Activation, shape: Shape): GPGPUProgram {
  const isMatrix = shape.length === 2
  const steps = texelSteps(isMatrix ? [1, 1, ...shape] : shape)
  const place = isMatrix
    ? `ivec2 coords = getOutputCoords();
      int at = coords.x / 2 * ${steps.columns} + coords.y / 2;`
    : outputPlace(steps)
  return packedProgram(
    ['values', 'gradient'],
    shape,
    `
    void main() {
      ${place}
      vec4 values = valuesTexel(at);
      setOutput(gradientTexel(at) * ${slopeOf(activation, 'values')});
    }`,
  )
}

/**
 * The gradient of 2×2 average pooling by the sums of what it read: `values`
 * `[n, 2·side, 2·side, maps]`, which are the output's shape, and `dy` `[n, side, side, maps]`.
 */
export function averagedSlopeProgram(activation: Activation, values: Shape): GPGPUProgram {
  const [n = 0, height = 0, width = 0, maps = 0] = values
  const by = texelSteps([n, Math.floor(height / 2), Math.floor(width / 2), maps])
  return packedProgram(
    ['values', 'dy'],
    values,
    `
    void main() {
      ${outputPlace(texelSteps(values))}
      int column = coords.z / 2;
      vec4 gradient = dyTexel(coords.x * ${by.image} + coords.y / 2 * ${by.row} + column / 2 * ${by.columns} + coords.w / 2);
      vec2 patch2 = (column & 1) == 0 ? gradient.xy : gradient.zw;
      vec4 values = valuesTexel(at);
      setOutput(0.25 * vec4(patch2, patch2) * ${slopeOf(activation, 'values')});
    }`,
  )
}

const outputPlace = (steps: ReturnType<typeof texelSteps>): string =>
  `ivec4 coords = getOutputCoords();
      int at = coords.x * ${steps.image} + coords.y * ${steps.row} + coords.z / 2 * ${steps.columns} + coords.w / 2;`

/**
 * The gradient of the mean loss by `logits` `[n, 10]`. Input `targets` is `[n, 2]`: the label, and the
 * image's share in the mean.
 */
export function logitGradientProgram(n: number, rubbishLogit: number | null): GPGPUProgram {
  const width = CLASSES / 2
  const least = rubbishLogit === null ? '-1e30' : rubbishLogit.toExponential()
  return packedProgram(
    ['logits', 'targets'],
    [n, CLASSES],
    `
    void main() {
      ivec2 coords = getOutputCoords();
      int first = coords.x / 2 * ${width};
      vec2 most = vec2(${least});
      for (int pair = 0; pair < ${width}; pair++) {
        vec4 some = logitsTexel(first + pair);
        most = max(most, max(some.xz, some.yw));
      }
      vec2 sum = ${rubbishLogit === null ? 'vec2(0.0)' : `exp(${least} - most)`};
      for (int pair = 0; pair < ${width}; pair++) {
        vec4 some = logitsTexel(first + pair);
        sum += exp(some.xz - most) + exp(some.yw - most);
      }
      vec4 powers = exp(logitsTexel(first + coords.y / 2) - most.xxyy);
      vec4 targets = targetsTexel(coords.x / 2);
      vec4 wanted = vec4(lessThan(abs(targets.xxzz - vec4(coords.y, coords.y + 1, coords.y, coords.y + 1)), vec4(0.5)));
      setOutput((powers / sum.xxyy - wanted) * targets.yyww);
    }`,
  )
}

/**
 * A convolution's gradient by its kernels and, after them, by its bias, in shares: each sums some of
 * the images, so that there is work for all of a device's units.
 *
 * Inputs `x` `[n, H, W, inputs]` and `dy` `[n, h, w, maps]`. A share is `[taps + 1, inputs, maps]`,
 * the bias in the last plane's first row; of a single input `[kernel height + 1, kernel width, maps]`,
 * so that two taps fill a texel that would else be half empty.
 *
 * @param groups - Divides `n`.
 */
export function filterGradientProgram(x: Shape, dy: Shape, groups: number): GPGPUProgram {
  const [n = 0, inputHeight = 0, inputWidth = 0, inputs = 0] = x
  const [, height = 0, width = 0, maps = 0] = dy
  const kernelHeight = inputHeight - height + 1
  const kernelWidth = inputWidth - width + 1
  const read = texelSteps(x)
  const by = texelSteps(dy)
  const images = n / groups
  const isSingle = inputs === 1
  const place = isSingle
    ? `int ky = coords.y;
      int kx = coords.z;
      const int inputPair = 0;`
    : `int ky = coords.y / ${kernelWidth};
      int kx = coords.y - ky * ${kernelWidth};
      int inputPair = coords.z / 2;`
  return packedProgram(
    ['x', 'dy'],
    isSingle
      ? [groups, kernelHeight + 1, kernelWidth, maps]
      : [groups, kernelHeight * kernelWidth + 1, inputs, maps],
    `
    void main() {
      ivec4 coords = getOutputCoords();
      ${place}
      bool isBias = ky == ${kernelHeight};
      bool isOdd = (kx & 1) == 1;
      vec4 sum = vec4(0.0);
      for (int image = coords.x * ${images}; image < (coords.x + 1) * ${images}; image++) {
        for (int y = 0; y < ${height}; y++) {
          int dyAt = image * ${by.image} + y * ${by.row} + coords.w / 2;
          int at = image * ${read.image} + (y + ky) * ${read.row} + kx / 2 * ${read.columns} + inputPair;
          vec4 here = isBias ? vec4(1.0) : xTexel(at);
          for (int column = 0; column < ${width}; column += 2) {
            vec4 gradient = dyTexel(dyAt);
            dyAt += ${by.columns};
            ${columnGuard(width, 'gradient.zw')}
            at += ${read.columns};
            vec4 next = isBias ? vec4(1.0) : xTexel(at);
            ${isSingle ? 'vec4 values = vec4(here.xz, here.z, next.x);' : 'vec4 values = isOdd ? vec4(here.zw, next.xy) : here;'}
            ${columnGuard(width, isSingle ? 'values.yw' : 'values.zw')}
            ${
              isSingle
                ? `sum.xy += values.x * gradient.xy + values.y * gradient.zw;
            sum.zw += values.z * gradient.xy + values.w * gradient.zw;`
                : `sum.xy += values.x * gradient.xy + values.z * gradient.zw;
            sum.zw += values.y * gradient.xy + values.w * gradient.zw;`
            }
            here = next;
          }
        }
      }
      setOutput(sum);
    }`,
  )
}

/** The sum over the first side of `[groups, planes, rows, columns]`; output `[planes, rows, columns]`. */
export function firstSumProgram(shape: Shape): GPGPUProgram {
  const [groups = 0, planes = 0, rows = 0, columns = 0] = shape
  const width = Math.ceil(columns / 2)
  const plane = width * Math.ceil(rows / 2)
  return packedProgram(
    ['x'],
    [planes, rows, columns],
    `
    void main() {
      ivec3 coords = getOutputCoords();
      int at = coords.x * ${plane} + coords.y / 2 * ${width} + coords.z / 2;
      vec4 sum = vec4(0.0);
      for (int group = 0; group < ${groups}; group++) {
        sum += xTexel(at);
        at += ${plane * planes};
      }
      setOutput(sum);
    }`,
  )
}

/** The sums of a matrix's columns, as a vector. */
export function rowSumProgram([rows = 0, columns = 0]: Shape): GPGPUProgram {
  return packedProgram(
    ['x'],
    [columns],
    `
    void main() {
      int at = getOutputCoords() / 2;
      vec2 sum = vec2(0.0);
      for (int row = 0; row < ${rows}; row += 2) {
        vec4 two = xTexel(at);
        sum += two.xy;
        if (row + 1 < ${rows}) sum += two.zw;
        at += ${Math.ceil(columns / 2)};
      }
      setOutput(vec4(sum, 0.0, 0.0));
    }`,
  )
}
