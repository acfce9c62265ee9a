import type { TrainerClient } from './trainer-client'

/**
 * A trainer whose client is loaded with its first use: whoever only draws needs none of it. Calls reach it
 * in their order.
 *
 * @param load - May be asked again after it rejected.
 */
export function deferredTrainer(load: () => Promise<TrainerClient>): TrainerClient {
  let loading: Promise<TrainerClient> | null = null
  const loaded = (): Promise<TrainerClient> => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
  /** Tells the client where there is one, or is going to be. */
  const tell = async (say: (client: TrainerClient) => void): Promise<void> => {
    await loading?.then(say, () => {}) // what is not there has nothing to do
  }
  return {
    train: async (settings, engine, from, report) => {
      try {
        await loaded()
      } catch (error) {
        const message = error instanceof Error ? error.message : `${error}`
        report({ kind: 'failed', reason: 'worker', message, checkpoint: from?.checkpoint ?? null })
        return
      }
      await (await loaded()).train(settings, engine, from, report)
    },
    prepare: async (settings, engine) => (await loaded()).prepare(settings, engine),
    testScore: async (network, weights) => (await loaded()).testScore(network, weights),
    learnHand: async (task, engine, report) => (await loaded()).learnHand(task, engine, report),
    stopHand: () => tell((client) => void client.stopHand()),
    pause: () => tell((client) => void client.pause()),
    resume: () => tell((client) => void client.resume()),
    step: () => tell((client) => void client.step()),
    stop: () => tell((client) => void client.stop()),
    penHeld: (isDown) => tell((client) => void client.penHeld(isDown)),
    switchEngine: async (engine) => (await loading)?.switchEngine(engine),
    dispose: () => void tell((client) => client.dispose()),
  }
}
