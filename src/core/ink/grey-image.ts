/** A grey image of any aspect, row-major. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}
