import { parentPort } from 'node:worker_threads'
import { serveGradients, type ThreadScope } from '../engine/simd/serve-gradients'

if (parentPort === null) throw new Error('gradient-worker: needs to be started as a thread')
const port = parentPort
const scope: ThreadScope = {
  postMessage: (reply, transfer) => port.postMessage(reply, transfer),
  addEventListener: (type, listener) => {
    port.on(type, (data) => listener(new MessageEvent(type, { data })))
  },
}
serveGradients(scope)
