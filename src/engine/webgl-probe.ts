import { type GraphicsProbe, isSoftwareRenderer } from './graphics-probe'

/** Asks for a WebGL 2 context outside the page, reads who draws it and gives it back. */
export function probeWebgl(): GraphicsProbe {
  if (typeof OffscreenCanvas === 'undefined') {
    return { kind: 'none', renderer: 'no OffscreenCanvas' }
  }
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (gl === null) return { kind: 'none', renderer: 'no WebGL 2' }
  const renderer = unmaskedRenderer(gl)
  // A browser keeps few contexts alive and drops the oldest; this one must not count.
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return { kind: isSoftwareRenderer(renderer) ? 'software' : 'hardware', renderer }
}

/** The renderer in the driver's words, or the browser's where it hides them. */
export function unmaskedRenderer(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  return String(gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL))
}
