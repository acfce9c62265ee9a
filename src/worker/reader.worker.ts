import { expose } from 'comlink'
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
    clock: () => performance.now(),
  }),
)
