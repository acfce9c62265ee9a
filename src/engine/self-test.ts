import type { Network } from '../core/network/description'
import { float64 } from '../core/network/floats'
import { forwardIn } from '../core/network/forward'
import { referenceGradient } from '../core/network/gradient'
import { initialWeights } from '../core/network/initial-weights'
import { GRADIENT_LIMIT, gradientError, VALUE_LIMIT, valueError } from './agreement'
import { type Engine, EngineUnavailableError } from './engine'
import { selfTestBatch } from './self-test-batch'

const SEED = 1998

/**
 * Lets an engine compute a small fixed batch and compares every layer and every gradient with plain
 * float64 TypeScript. A driver that computes wrongly does not say so; this is how it is found out
 * before it spoils a run.
 *
 * The engine holds the test's weights afterwards. It computes in its padded training batch, so that
 * an engine that compiles by shape compiles nothing that training will not need.
 *
 * @throws {EngineUnavailableError} Naming the first layer or gradient that is off, and by how much.
 */
export async function selfTest(engine: Engine, network: Network): Promise<void> {
  const weights = initialWeights(network, SEED)
  const { images, labels } = selfTestBatch(network, weights, SEED)
  const expected = forwardIn(float64, network, weights, images)
  const reference = referenceGradient(network, weights, images, labels)
  const { name } = engine.describe()
  const check = (what: string, error: number, limit: number) => {
    // Written so that NaN fails.
    if (!(error <= limit)) {
      throw new EngineUnavailableError(
        name,
        `computes wrongly: ${what} is off by ${error.toExponential(1)}, ${limit} allowed`,
      )
    }
  }

  await engine.load(network, weights)
  const layers = await engine.forward(images)
  for (const [index, { name: layer, pre, post }] of expected.entries()) {
    const got = layers[index]
    check(`layer ${layer}`, valueError(got?.pre, pre), VALUE_LIMIT)
    check(`layer ${layer} after its activation`, valueError(got?.post, post), VALUE_LIMIT)
  }
  const logits = await engine.classify(images)
  check('the output of classify', valueError(logits, expected.at(-1)!.pre), VALUE_LIMIT)
  const { loss, gradients } = await engine.gradients(images, labels)
  check('the loss', valueError([loss], [reference.loss]), VALUE_LIMIT)
  for (const [parameter, gradient] of Object.entries(reference.gradients)) {
    const error = gradientError(gradients[parameter], gradient)
    check(`the gradient of ${parameter}`, error, GRADIENT_LIMIT)
  }
}
