/** What can compute a network; the order is no ranking. */
export const ENGINE_NAMES = ['simd', 'webgl', 'wasm', 'webgpu', 'cpu'] as const
export type EngineName = (typeof ENGINE_NAMES)[number]

/** `auto` measures what the machine has and takes the fastest. */
export type EngineChoice = 'auto' | EngineName

/** What a run goes on with when its engine fails, in this order: none needs a graphics card. */
export const FALLBACK_ENGINES = ['simd', 'wasm', 'cpu'] as const satisfies EngineName[]

/** Engines that a learner can choose. */
export const ENGINE_CHOICES = ['auto', ...ENGINE_NAMES] as const satisfies EngineChoice[]
