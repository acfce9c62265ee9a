/**
 * How every test and benchmark starts Chromium: WebGL and WebGPU in software, so that a machine without a GPU
 * has it too, and nothing that talks to the network by itself.
 */
export const CHROMIUM_ARGUMENTS: readonly string[] = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  // The page itself is painted without GL, as on a machine without a graphics card: drawn through the
  // software renderer, it would get 15 frames a second instead of 60.
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
]
