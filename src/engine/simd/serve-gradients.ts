import { IMAGE_SIDE } from '../../core/network/description'
import { instantiateKernels, type Kernels } from './kernels'
import { NetworkProgram } from './network-program'
import { turnOf } from './shared-turn'
import {
  type JobBuffers,
  type ThreadReply,
  type ThreadRequest,
  transferred,
} from './thread-messages'

/** What a helper needs of the worker that it runs in: `self` has it. */
export interface ThreadScope {
  postMessage(reply: ThreadReply, transfer: ArrayBuffer[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent<ThreadRequest>) => void): void
}

/**
 * Computes gradients for an engine in another thread. Remembers nothing but the network: weights come
 * with every job, so that a helper may end at any time and nothing is lost.
 */
export function serveGradients(scope: ThreadScope): void {
  let kernels: Kernels | null = null
  let program: NetworkProgram | null = null
  scope.addEventListener('message', ({ data }) => {
    switch (data.kind) {
      case 'start':
        kernels = instantiateKernels(data.module)
        scope.postMessage({ kind: 'started' }, [])
        break
      case 'load':
        if (kernels === null) throw new Error('helper: needs a module before a network')
        program = new NetworkProgram(kernels, data.network)
        break
      case 'gradient':
        if (program === null) throw new Error('helper: needs a network before a job')
        serve(program, data.buffers, () => scope.postMessage(data, transferred(data.buffers)))
    }
  })
}

/** Does a job, and those that follow at once in shared memory. */
function serve(program: NetworkProgram, buffers: JobBuffers, answer: () => void): void {
  const turn = turnOf(buffers)
  do {
    compute(program, buffers)
    if (turn === null || turn.finish()) answer()
  } while (turn?.hasMore())
}

function compute(program: NetworkProgram, buffers: JobBuffers): void {
  const [images = 0, total = 0] = buffers.counts
  program.weights.set(buffers.weights)
  const { loss, errors } = program.computeGradient(
    buffers.images.subarray(0, images * IMAGE_SIDE ** 2),
    buffers.labels.subarray(0, images),
    total,
  )
  buffers.gradient.set(program.gradient)
  buffers.result.set([loss, errors])
}
