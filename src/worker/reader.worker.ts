import { expose } from 'comlink'
import relaxed from '../engine/simd/compiled/relaxed.wasm?url'
import simd from '../engine/simd/compiled/simd.wasm?url'
import { appAddress } from './app-address'
import { decodeImage } from './decode-image'
import { createMnistSource } from './mnist-source'
import { keepErrorReasons } from './protocol/wire-error'
import { createReader } from './reader'

keepErrorReasons()
const mnist = createMnistSource(`${appAddress(self.location.href)}mnist/`)
expose(
  createReader({
    decode: decodeImage,
    testDigit: (index) => mnist.testImage(index),
    openEngine: async () => {
      const { createSimdEngine } = await import('../engine/simd/create-simd-engine')
      return createSimdEngine({ wasmPaths: { simd, relaxed } })
    },
    clock: () => performance.now(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  }),
)
