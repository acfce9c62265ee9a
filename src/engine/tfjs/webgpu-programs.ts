import { type WebGPUProgram, webgpu_util } from '@tensorflow/tfjs-backend-webgpu'

type Shape = readonly number[]

/** Threads of a workgroup, which share nothing here. */
const WORKGROUP = 64

/**
 * A program in which each thread computes one value, `value`, of the output at `at`.
 *
 * Sizes are read from the uniforms that TensorFlow.js fills with the shapes, so that a program is
 * compiled once for all shapes.
 *
 * @param name - Unlike that of any other code: programs are kept under it.
 */
function valueProgram(
  name: string,
  variableNames: string[],
  outputShape: Shape,
  value: string,
): WebGPUProgram {
  const shape = [...outputShape]
  const dispatchLayout = webgpu_util.flatDispatchLayout(shape)
  const workgroupSize: [number, number, number] = [WORKGROUP, 1, 1]
  return {
    variableNames,
    outputShape: shape,
    dispatchLayout,
    workgroupSize,
    dispatch: webgpu_util.computeDispatch(dispatchLayout, shape, workgroupSize),
    shaderKey: name,
    size: true,
    getUserCode: () => `
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      let at = getCoordsFromIndex(index);
      var value = 0.0;
      ${value}
      setOutputAtIndex(index, value);
    }`,
  }
}

/**
 * A convolution with its bias and, where wanted, ReLU.
 *
 * Inputs `x` `[n, H, W, inputs]`, `kernels` `[kernel height, kernel width, inputs, maps]` and `bias`
 * `[maps]`; output `[n, h, w, maps]`.
 */
export function convolutionProgram(output: Shape, relu: boolean): WebGPUProgram {
  return valueProgram(
    `lenetConvolution${relu ? 'Relu' : ''}`,
    ['x', 'kernels', 'bias'],
    output,
    `
      value = getBias(at.w);
      for (var ky = 0; ky < uniforms.kernelsShape.x; ky++) {
        for (var kx = 0; kx < uniforms.kernelsShape.y; kx++) {
          for (var map = 0; map < uniforms.kernelsShape.z; map++) {
            value += getX(at.x, at.y + ky, at.z + kx, map) * getKernels(ky, kx, map, at.w);
          }
        }
      }
      ${relu ? 'value = max(value, 0.0);' : ''}`,
  )
}

/**
 * A convolution's gradient by its kernels, a sum for each of some groups of images.
 *
 * Inputs `x` `[n, H, W, inputs]` and `dy` `[n, h, w, maps]`; output `[groups, taps, inputs, maps]`.
 */
export function filterGradientProgram(output: Shape): WebGPUProgram {
  return valueProgram(
    'lenetFilterGradient',
    ['x', 'dy'],
    output,
    `
      let kernelWidth = uniforms.xShape.z - uniforms.dyShape.z + 1;
      let ky = at.y / kernelWidth;
      let kx = at.y - ky * kernelWidth;
      let images = ${shareOf('uniforms.xShape.x')};
      let end = min((at.x + 1) * images, uniforms.xShape.x);
      for (var image = at.x * images; image < end; image++) {
        for (var y = 0; y < uniforms.dyShape.y; y++) {
          for (var x = 0; x < uniforms.dyShape.z; x++) {
            value += getX(image, y + ky, x + kx, at.z) * getDy(image, y, x, at.w);
          }
        }
      }`,
  )
}

/** The sums of groups of rows of `values` `[rows, columns]`; output `[groups, columns]`. */
export function rowSumProgram(output: Shape): WebGPUProgram {
  return valueProgram(
    'lenetRowSum',
    ['values'],
    output,
    `
      let rows = ${shareOf('uniforms.valuesShape.x')};
      let end = min((at.x + 1) * rows, uniforms.valuesShape.x);
      for (var row = at.x * rows; row < end; row++) {
        value += getValues(row, at.y);
      }`,
  )
}

/** How many of a whole each group has, the last perhaps fewer. */
const shareOf = (whole: string): string =>
  `(${whole} + uniforms.outShape.x - 1) / uniforms.outShape.x`
