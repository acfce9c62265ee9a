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
  userCode: `${variableNames.map(fetcher).join('\n')}
    ${userCode.replace(MAIN, `${MAIN}${variableNames.map(measured).join('')}`)}`,
})

const MAIN = 'void main() {'

/**
 * A float product is exact enough here: below 1.4 million texels, which C1 of 1,024 images does not have,
 * the half keeps it off whole numbers even where a driver's reciprocal is 2.5 units in its last place off.
 */
const fetcher = (name: string): string => `
    int ${name}Width;
    float ${name}PerWidth;
    vec4 ${name}Texel(int index) {
      int row = int((float(index) + 0.5) * ${name}PerWidth);
      return texelFetch(${name}, ivec2(index - row * ${name}Width, row), 0);
    }`

/** Once and not at every fetch: not every driver takes out of a loop what stays the same in it. */
const measured = (name: string): string => `
      ${name}Width = textureSize(${name}, 0).x;
      ${name}PerWidth = 1.0 / float(${name}Width);`

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
