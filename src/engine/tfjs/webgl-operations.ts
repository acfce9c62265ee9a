import * as tf from '@tensorflow/tfjs'
import { composedOperations, type TensorOperations } from './tensor-operations'
import { adamPrograms, joinedProgram, partProgram } from './webgl-flat-programs'
import {
  averagedSlopeProgram,
  filterGradientProgram,
  firstSumProgram,
  logitGradientProgram,
  rowSumProgram,
  slopeProgram,
} from './webgl-gradient-programs'
import { runProgram } from './webgl-kernels'

/** Images that one sum of the kernels' gradient goes over. */
const IMAGES_PER_SUM = 8
/** Past this, a sum in one pass leaves most of a device idle. */
const MOST_ROWS_PER_SUM = 1024

/** A training step in about a third of the programs that TensorFlow.js would make of it. */
export const webglOperations: TensorOperations = {
  convolutionGradients(read, dy) {
    const [n, height, width, inputs] = read.shape
    const [, gradientHeight, gradientWidth, maps] = dy.shape
    const groups = n % IMAGES_PER_SUM === 0 ? n / IMAGES_PER_SUM : 1
    const shares = runProgram(filterGradientProgram(read.shape, dy.shape, groups), [read, dy])
    const tensor = runProgram(firstSumProgram(shares.shape), [shares])
    const taps = (height - gradientHeight + 1) * (width - gradientWidth + 1)
    return [{ tensor, size: (taps * inputs + 1) * maps }]
  },
  mapSums(values) {
    const maps = values.shape.at(-1) ?? 1
    const rows = values.size / maps
    if (rows > MOST_ROWS_PER_SUM) return composedOperations.mapSums(values)
    return runProgram(rowSumProgram([rows, maps]), [values.as2D(rows, maps)]).as1D()
  },
  productOfFirst: (a, b) => tf.matMul(a, b, true, false),
  productWithSecond: (a, b) => tf.matMul(a, b, false, true),
  slopeTimes(activation, values, gradient) {
    if (activation === 'identity') return gradient
    return runProgram(slopeProgram(activation, values.shape), [values, gradient]).reshapeAs(values)
  },
  averagedSlope: (activation, values, dy) =>
    runProgram(averagedSlopeProgram(activation, values.shape), [values, dy]).reshapeAs(values),
  logitGradient(logits, targets, rubbishLogit) {
    const [size] = logits.shape
    const program = logitGradientProgram(size, rubbishLogit)
    return runProgram(program, [logits, tf.tensor2d(targets, [size, 2])]).reshapeAs(logits)
  },
  joined(parts) {
    const tensors = parts.map(({ tensor }) => tensor)
    const program = joinedProgram(parts.map(({ tensor, size }) => ({ shape: tensor.shape, size })))
    return runProgram(program, tensors).as1D()
  },
  part: (flat, offset, shape) => runProgram(partProgram(flat.size, offset, shape), [flat]),
  adam({ learningRate, beta1, beta2, epsilon, iteration, weightDecay }, flat, gradient, moments) {
    const programs = adamPrograms(flat.size)
    const before = moments ?? { first: tf.zerosLike(flat), second: tf.zerosLike(flat) }
    const first = runProgram(programs.first, [before.first, gradient], [[beta1]])
    const second = runProgram(programs.second, [before.second, gradient], [[beta2]])
    const rate = learningRate / (1 - beta1 ** iteration)
    const unbiased = 1 / Math.sqrt(1 - beta2 ** iteration)
    const uniforms = [[1 - learningRate * weightDecay], [rate], [unbiased], [epsilon]]
    return {
      first,
      second,
      flat: runProgram(programs.weights, [flat, first, second], uniforms),
    }
  },
}
