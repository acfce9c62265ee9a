import type { EngineName } from './engine'

/**
 * Thrown by every call to an engine whose device went away: a lost WebGL context, or a read-back
 * that never came. Nothing on that device can be trusted any more; make a new engine and go on from
 * the last weights that were read.
 */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError'
  readonly engine: EngineName

  constructor(engine: EngineName, reason: string) {
    super(`${engine}: ${reason}`)
    this.engine = engine
  }
}
