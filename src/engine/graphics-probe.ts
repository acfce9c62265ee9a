/** What a browser's way to graphics computes with here, as far as a page is told. */
export interface GraphicsProbe {
  readonly kind: 'hardware' | 'software' | 'none'
  /** Who computes, in the words of the browser or driver; for `none` the reason why there is none. */
  readonly renderer: string
}

/** Renderers that compute on the processor: slower here than any other engine. */
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|microsoft basic render|warp/i

/** Whether a renderer of that name computes on the processor. */
export function isSoftwareRenderer(renderer: string): boolean {
  return SOFTWARE_RENDERER.test(renderer)
}
