import * as tf from '@tensorflow/tfjs'
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { EngineUnavailableError } from '../engine'
import { isSoftwareRenderer } from '../graphics-probe'
import { unmaskedRenderer } from '../webgl-probe'
import type { BackendDevice } from './backend-device'
import { LostLatch } from './lost-latch'
import { registerOperations } from './tensor-operations'
import { CompilingContext } from './webgl-compilation'
import { registerWebglKernels } from './webgl-kernels'
import { webglOperations } from './webgl-operations'

/** A first step on a software renderer compiles for several seconds; no step takes a minute. */
const READ_TIME_LIMIT = 60_000

/**
 * Makes a WebGL 2 context of our own and the tfjs backend on it, registered as `webgl`.
 *
 * Our own, because only its canvas's `webglcontextlost` tells reliably that results are no longer
 * results, and because tfjs makes one only where there is a document.
 *
 * @param software - Whether a software renderer will do.
 * @param stock - Whether the programs of TensorFlow.js are left in place, on a thread where no other
 *   WebGL engine has put ours there.
 * @throws {EngineUnavailableError} If there is no WebGL 2, or only a software one and none was asked for.
 */
export function openWebglContext(software: boolean, stock: boolean): BackendDevice {
  if (typeof OffscreenCanvas === 'undefined') {
    throw new EngineUnavailableError('webgl', 'this browser has no OffscreenCanvas')
  }
  const canvas = new OffscreenCanvas(1, 1)
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    failIfMajorPerformanceCaveat: !software,
  })
  if (gl === null) {
    throw new EngineUnavailableError('webgl', 'this browser gives no WebGL 2 context')
  }
  const device = unmaskedRenderer(gl)
  const giveBack = () => gl.getExtension('WEBGL_lose_context')?.loseContext()
  if (!software && isSoftwareRenderer(device)) {
    giveBack()
    throw new EngineUnavailableError('webgl', `draws in software here (${device})`)
  }
  const latch = new LostLatch('webgl', READ_TIME_LIMIT, () => gl.isContextLost())
  const lose = () => latch.lose('the graphics context was lost')
  canvas.addEventListener('webglcontextlost', lose)
  const context = new CompilingContext(gl)
  registerBackend(context, software)
  if (!stock) {
    registerWebglKernels()
    registerOperations('webgl', webglOperations)
  }
  return {
    device,
    latch,
    memoryBytes: textureBytes,
    ...(stock ? {} : { compile: (build: () => void) => context.compile(build) }),
    shutDown() {
      // Given back, and not lost.
      canvas.removeEventListener('webglcontextlost', lose)
      tf.removeBackend('webgl')
      giveBack()
    },
  }
}

function registerBackend(context: CompilingContext, software: boolean): void {
  tf.env().set('SOFTWARE_WEBGL_ENABLED', software)
  // Else tfjs finds these out on a context of its own, and remembers a failure.
  tf.env().set('WEBGL_VERSION', 2)
  tf.env().set('HAS_WEBGL', true)
  // tfjs registers a factory of its own, and says null where there is none.
  if (tf.findBackendFactory('webgl')) tf.removeBackend('webgl')
  tf.registerBackend('webgl', () => new MathBackendWebGL(context))
}

function textureBytes(): number {
  const backend = tf.backend()
  // Textures that wait to be used again count: the GPU holds them all the same.
  return backend instanceof MathBackendWebGL
    ? backend.memory().numBytesInGPUAllocated
    : tf.memory().numBytes
}
