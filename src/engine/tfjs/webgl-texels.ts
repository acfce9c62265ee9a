import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'

export type Shape = readonly number[]

/**
 * A program over packed textures. A texel of `[…, side, maps]` holds two neighbouring columns of two
 * maps, in the order (x, m), (x, m+1), (x+1, m), (x+1, m+1); texels lie row-major, whatever the
 * texture's own width.
 *
 * Its code reads input `x` by `xTexel(index)`: the samplers that TensorFlow.js writes divide whole
 * numbers for every texel, which costs more than the fetch.
 */
export const packedProgram = (
  variableNames: string[],
  outputShape: Shape,
  userCode: string,
): GPGPUProgram => ({
  variableNames,
  outputShape: [...outputShape],
  packedInputs: true,
  packedOutput: true,
  userCode: `${variableNames.map(fetcher).join('\n')}\n${userCode}`,
})

/** A float quotient is exact here: below 2^22 texels, the half keeps it off whole numbers. */
const fetcher = (name: string): string => `
    vec4 ${name}Texel(int index) {
      int width = textureSize(${name}, 0).x;
      int row = int((float(index) + 0.5) / float(width));
      return texelFetch(${name}, ivec2(index - row * width, row), 0);
    }`

/** How far apart neighbours lie, in texels. */
export interface TexelSteps {
  /** From one pair of columns to the next; a pair of maps is 1. */
  readonly columns: number
  readonly row: number
  readonly image: number
}

/** Steps of `[…, rows, columns, maps]`. */
export function texelSteps([, height = 1, width = 1, maps = 1]: Shape): TexelSteps {
  const columns = Math.ceil(maps / 2)
  const row = columns * Math.ceil(width / 2)
  return { columns, row, image: row * height }
}
