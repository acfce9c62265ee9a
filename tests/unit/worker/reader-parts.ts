import type { Engine } from '../../../src/engine/engine'

/** A machine on which nothing but plain code computes. */
export const noEngine = (): Promise<Engine> => Promise.reject(new Error('no engine here'))

export const settledAtOnce = (): Promise<void> => Promise.resolve()

export const neverOver = (): Promise<void> => new Promise(() => {})
