import { expose } from 'comlink'
import relaxed from '../engine/simd/compiled/relaxed.wasm?url'
import simd from '../engine/simd/compiled/simd.wasm?url'
import { appAddress } from './app-address'
import { keepErrorReasons } from './protocol/wire-error'
import { createReader } from './reader'
import { retryable } from './retryable'

keepErrorReasons()

/** Comes with the first image that is asked for: the first answer must not wait for its code. */
const mnist = retryable(async () => {
  const { createMnistSource } = await import('./mnist-source')
  return createMnistSource(`${appAddress(self.location.href)}mnist/`)
})

expose(
  createReader({
    decode: async (file) => (await import('./decode-image')).decodeImage(file),
    testDigit: async (index) => (await mnist()).testImage(index),
    openEngine: async () => {
      const { createSimdEngine } = await import('../engine/simd/create-simd-engine')
      return createSimdEngine({ wasmPaths: { simd, relaxed } })
    },
    clock: () => performance.now(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  }),
)
