import tfjsPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import tfjsSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import { expose, type Remote, releaseProxy } from 'comlink'
import relaxed from '../engine/simd/compiled/relaxed.wasm?url'
import simd from '../engine/simd/compiled/simd.wasm?url'
import { takeTrainingLock } from '../storage/training-lock'
import { appAddress } from './app-address'
import { createMnistSource } from './mnist-source'
import { nextTask } from './next-task'
import { engineOpener } from './open-engine'
import type { TrainerApi } from './protocol'
import { ownScript } from './protocol/own-script'
import { keepErrorReasons } from './protocol/wire-error'
import helperAddress from './simd-helper.worker?worker&url'
import { createTrainer } from './trainer'

/** A batch of 128 has no more shares that are worth waking a thread for. */
const MOST_THREADS = 8

keepErrorReasons()
const clock = () => performance.now()
const trainer = createTrainer({
  openEngine: engineOpener(
    {
      simd: {
        wasmPaths: { simd, relaxed },
        // All cores: the page needs little of one, and the browser shares it out.
        threads: Math.min(navigator.hardwareConcurrency, MOST_THREADS),
        spawn: () => new Worker(ownScript(helperAddress), { type: 'module' }),
      },
      tfjsWasm: { simd: tfjsSimd, plain: tfjsPlain },
    },
    clock,
  ),
  openMnist: (onProgress) =>
    createMnistSource(`${appAddress(self.location.href)}mnist/`, undefined, onProgress),
  clock,
  nextTask,
  rest: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  keeping: {
    takeLock: () => takeTrainingLock(navigator.locks),
    openRuns: async () => {
      const { openShelves } = await import('../storage/shelves')
      return openShelves().runs
    },
    now: () => Date.now(),
  },
})

/** What arrives is a proxy, whatever the contract calls it; its port must not outlive the call. */
function release<Word>(listener: ((word: Word) => void) | undefined): void {
  const remote = listener as unknown as Remote<(word: Word) => void> | undefined
  remote?.[releaseProxy]()
}

expose({
  ...trainer,
  train: (settings, engine, from, report, beat) =>
    trainer.train(settings, engine, from, report, beat).finally(() => {
      release(report)
      release(beat)
    }),
  learnHand: (task, engine, report) =>
    trainer.learnHand(task, engine, report).finally(() => release(report)),
} satisfies TrainerApi)
