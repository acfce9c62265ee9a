import * as tf from '@tensorflow/tfjs'
// Only ever loaded by whoever has chosen WebGPU: the import itself registers a backend, and with the
// highest priority.
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { EngineUnavailableError } from '../engine'
import { adapterName, isSoftwareAdapter, requestAdapter } from '../webgpu-probe'
import type { BackendDevice } from './backend-device'
import { LostLatch } from './lost-latch'
import { registerWebgpuOperations } from './webgpu-operations'

/** A first step on a software adapter compiles for several seconds; no step takes a minute. */
const READ_TIME_LIMIT = 60_000

/**
 * Makes a WebGPU device of our own and the tfjs backend on it, registered as `webgpu`.
 *
 * Our own, because TensorFlow.js takes an adapter for granted and never looks whether its device is
 * lost or what it was told to compute is invalid. The limits are those that every device has.
 *
 * @param software - Whether an adapter that computes on the processor will do.
 * @throws {EngineUnavailableError} If there is no WebGPU, or only a software adapter and none was asked for.
 */
export async function openWebgpuDevice(software: boolean): Promise<BackendDevice> {
  // The factory of TensorFlow.js must not be the one that starts.
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu')
  const adapter = await requestAdapter()
  if (adapter === null) {
    throw new EngineUnavailableError('webgpu', 'this browser gives no WebGPU adapter')
  }
  const name = adapterName(adapter)
  if (!software && isSoftwareAdapter(adapter)) {
    throw new EngineUnavailableError('webgpu', `computes in software here (${name})`)
  }
  const device = await adapter.requestDevice()
  // A read-back fails with the device alone, and before that is told.
  const latch = new LostLatch('webgpu', READ_TIME_LIMIT, (failure) => failure !== undefined)
  let isShutDown = false
  void device.lost.then(({ message }) => {
    if (!isShutDown) latch.lose(`the device was lost${message === '' ? '' : `: ${message}`}`)
  })
  // What is invalid or finds no memory is not computed, and the results are those of before.
  device.addEventListener('uncapturederror', ({ error }) => latch.lose(error.message))
  const backend = new WebGPUBackend(device, adapter.info)
  tf.registerBackend('webgpu', () => backend)
  registerWebgpuOperations()
  return {
    device: name,
    latch,
    // Buffers that wait to be used again count: the device holds them all the same.
    memoryBytes: () => backend.memory().numBytesAllocatedInGPU,
    shutDown() {
      isShutDown = true
      tf.removeBackend('webgpu')
      device.destroy()
    },
  }
}
