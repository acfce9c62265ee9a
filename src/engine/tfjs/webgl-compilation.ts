import * as tf from '@tensorflow/tfjs'
import { GPGPUContext, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'

type Program = ReturnType<GPGPUContext['createProgram']>

/** Milliseconds between two looks at a driver that compiles. */
const COMPILATION_POLL = 4

/**
 * A context that can have many programs compiled at once. TensorFlow.js asks after each program whether
 * it is done, so that a driver with eight threads compiles on one; its own way to wait for several asks
 * once a frame, and a hidden page has none.
 */
export class CompilingContext extends GPGPUContext {
  #begun: Program[] = []

  override createProgram(fragmentShader: WebGLShader): Program {
    const program = super.createProgram(fragmentShader)
    if (tf.env().getBool('ENGINE_COMPILE_ONLY')) this.#begun.push(program)
    return program
  }

  /**
   * Compiles every program that `build` would run, and runs none: what it makes holds no values, and
   * neither does any tensor of before that it is the first to compute with.
   *
   * @throws {Error} If the driver refuses a program.
   */
  async compile(build: () => void): Promise<void> {
    const backend = tf.backend()
    if (!(backend instanceof MathBackendWebGL)) {
      throw new TypeError('compile: needs the WebGL backend to be the current one')
    }
    tf.env().set('ENGINE_COMPILE_ONLY', true)
    try {
      tf.tidy(build)
    } finally {
      tf.env().set('ENGINE_COMPILE_ONLY', false)
    }
    const begun = this.#begun
    this.#begun = []
    const parallel = this.gl.getExtension('KHR_parallel_shader_compile')
    if (parallel !== null) {
      const isDone = (program: Program) =>
        this.gl.getProgramParameter(program, parallel.COMPLETION_STATUS_KHR)
      while (!begun.every(isDone)) {
        await new Promise((resolve) => setTimeout(resolve, COMPILATION_POLL))
      }
    }
    await backend.checkCompileCompletionAsync()
    backend.getUniformLocations()
  }
}
