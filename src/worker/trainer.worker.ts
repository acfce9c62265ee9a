import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import { expose, type Remote, releaseProxy } from 'comlink'
import { appAddress } from './app-address'
import { createMnistSource } from './mnist-source'
import { nextTask } from './next-task'
import { engineOpener } from './open-engine'
import type { TrainerApi, TrainingEvent } from './protocol'
import { keepErrorReasons } from './protocol/wire-error'
import { createTrainer } from './trainer'

keepErrorReasons()
const clock = () => performance.now()
const trainer = createTrainer({
  openEngine: engineOpener({ simd: simdUrl, plain: plainUrl }, clock),
  openMnist: (onProgress) =>
    createMnistSource(`${appAddress(self.location.href)}mnist/`, undefined, onProgress),
  clock,
  nextTask,
})

expose({
  ...trainer,
  train: async (settings, engine, from, report) => {
    try {
      await trainer.train(settings, engine, from, report)
    } finally {
      // What arrives is a proxy, whatever the contract calls it; its port must not outlive the run.
      const remote = report as unknown as Remote<(event: TrainingEvent) => void>
      remote[releaseProxy]()
    }
  },
} satisfies TrainerApi)
