import type { Engine } from '../engine/engine'

/** Bytes that an engine holds, where it tells; else the thread's heap, where the browser does. */
export function memoryBytes(engine: Engine): number | null {
  if ('memoryBytes' in engine && typeof engine.memoryBytes === 'function') {
    const bytes: unknown = engine.memoryBytes()
    if (isCount(bytes)) return bytes
  }
  if (!('memory' in performance)) return null
  const { memory } = performance
  if (typeof memory !== 'object' || memory === null || !('usedJSHeapSize' in memory)) return null
  return isCount(memory.usedJSHeapSize) ? memory.usedJSHeapSize : null
}

const isCount = (value: unknown): value is number => Number.isInteger(value)
