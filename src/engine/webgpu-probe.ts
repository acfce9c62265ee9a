import { type GraphicsProbe, isSoftwareRenderer } from './graphics-probe'

/** Milliseconds. A choice of engines must not wait for ever for a driver that hangs. */
const ADAPTER_TIME_LIMIT = 5000

/** Asks for a WebGPU adapter, as the engine would, and reads what it computes with. */
export async function probeWebgpu(): Promise<GraphicsProbe> {
  const adapter = await requestAdapter()
  if (adapter === null) return { kind: 'none', renderer: 'no WebGPU' }
  return {
    kind: isSoftwareAdapter(adapter) ? 'software' : 'hardware',
    renderer: adapterName(adapter),
  }
}

/** The fastest adapter; null where there is none, none comes in time or the browser has no WebGPU. */
export async function requestAdapter(): Promise<GPUAdapter | null> {
  // The types take every browser to have it.
  const gpu: GPU | undefined = navigator.gpu
  if (gpu === undefined) return null
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ADAPTER_TIME_LIMIT, null)
  })
  try {
    return await Promise.race([gpu.requestAdapter({ powerPreference: 'high-performance' }), late])
  } catch {
    return null // as some tell it where graphics are blocked
  } finally {
    clearTimeout(timer)
  }
}

/** In the driver's words where the browser shows them, else vendor and architecture. */
export function adapterName(adapter: GPUAdapter): string {
  const { vendor = '', architecture = '', description = '' } = infoOf(adapter)
  const words = [vendor, architecture].filter((word) => word !== '').join(' ')
  return description || words || 'WebGPU'
}

/** Whether an adapter computes on the processor. */
export function isSoftwareAdapter(adapter: GPUAdapter): boolean {
  const { vendor, architecture, description, isFallbackAdapter = false } = infoOf(adapter)
  return isFallbackAdapter || isSoftwareRenderer(`${vendor} ${architecture} ${description}`)
}

/** Browsers of before 2025 leave some of it out, or all. */
const infoOf = (adapter: GPUAdapter): Partial<GPUAdapterInfo> => adapter.info ?? {}
