import { expose, wrap } from 'comlink'
import { expect, it } from 'vitest'
import { MnistUnavailableError } from '../../../src/worker/mnist-unavailable'
import { ImageRefusedError } from '../../../src/worker/protocol/image-refusal'
import { keepErrorReasons, RemoteError } from '../../../src/worker/protocol/wire-error'

async function thrownOver(error: unknown): Promise<unknown> {
  keepErrorReasons()
  const { port1, port2 } = new MessageChannel()
  const api = {
    fail: async () => {
      throw error
    },
  }
  expose(api, port2)
  try {
    return await wrap<typeof api>(port1).fail()
  } catch (caught) {
    return caught
  } finally {
    port1.close()
  }
}

it.each([
  [new ImageRefusedError('tooLarge', 'at most 40'), 'ImageRefusedError', 'tooLarge', 'at most 40'],
  [
    new MnistUnavailableError('corrupt', 'train-03.bin'),
    'MnistUnavailableError',
    'corrupt',
    'The MNIST file train-03.bin arrived damaged.',
  ],
  [new RangeError('side must be 4, got 5'), 'RangeError', null, 'side must be 4, got 5'],
  ['just words', 'Error', null, 'just words'],
])('brings %s over with its name, reason and message', async (error, name, reason, message) => {
  const caught = await thrownOver(error)
  expect(caught).toBeInstanceOf(RemoteError)
  expect(caught).toMatchObject({ name, reason, message })
})

it('keeps the stack of the thread that threw', async () => {
  const error = new RangeError('far away')
  expect(await thrownOver(error)).toHaveProperty('stack', error.stack)
})
