import { newReadings } from '../../../src/core/metrics/image-readings'
import type { Network } from '../../../src/core/network/description'
import { initialWeights } from '../../../src/core/network/initial-weights'
import type { Weights } from '../../../src/core/network/parameters'
import { totalParameters } from '../../../src/core/network/parameters'
import { defaultSettings } from '../../../src/core/recipe/settings'
import type { CorrectionShelf } from '../../../src/storage/correction-shelf'
import type { RunShelf } from '../../../src/storage/run-shelf'
import { ShippedWeightsError } from '../../../src/storage/shipped-weights'
import { createLabStore } from '../../../src/store/create-lab-store'
import type { LabPorts } from '../../../src/store/lab-ports'
import { parser } from '../../../src/worker/parser'
import type { FileParser } from '../../../src/worker/parser-client'
import type {
  Checkpoint,
  HandResult,
  HandTask,
  NetworkChoice,
  TrainingEvent,
} from '../../../src/worker/protocol'
import { ImageRefusedError } from '../../../src/worker/protocol/image-refusal'
import { packedDrawing } from '../../../src/worker/protocol/packed-drawing'
import { createReader } from '../../../src/worker/reader'
import { noEngine, settledAtOnce } from '../worker/reader-parts'

/**
 * A store whose reader is the real one in the same thread, and whose trainer only records: what a
 * run reports is told by the test.
 */
export function openLab({
  missing = false,
  openCorrections = async (): Promise<CorrectionShelf> => {
    throw new DOMException('denied', 'SecurityError')
  },
  openRuns = async (): Promise<RunShelf> => {
    throw new DOMException('denied', 'SecurityError')
  },
  tabs = { isTraining: async () => false, trained: async () => {} },
  files = parser as FileParser,
  learnHand = async (_: HandTask): Promise<HandResult | null> => null,
} = {}) {
  const reader = createReader({
    decode: () =>
      Promise.reject(new ImageRefusedError('tooLarge', 'This image has 48 megapixels.')),
    testDigit: async (index) => ({ pixels: new Uint8Array(784).fill(200, 350, 380), label: index }),
    openEngine: noEngine,
    clock: () => performance.now(),
    pause: settledAtOnce,
  })
  const commands: string[] = []
  let loaded: { network: NetworkChoice; weights: Weights } | null = null
  let report: ((event: TrainingEvent) => void) | null = null
  const ports: LabPorts = {
    reader: {
      load: async (network, weights) => {
        loaded = { network, weights }
        reader.load(network, weights)
      },
      read: async (drawing) => {
        const readWith = loaded
        const reading = await reader.read(packedDrawing(drawing))
        return reading && readWith && { ...reading, ...readWith }
      },
      readNumber: async (line, leastEvidence) => reader.readNumber(line, leastEvidence),
      openImage: (file) => reader.openImage(file),
      testImage: (index) => reader.testImage(index),
      testPixels: (indices) => reader.testPixels(indices),
      why: async (question, weights) => (loaded?.weights === weights ? reader.why(question) : null),
      seen: async (drawing) => reader.seen(drawing),
      answers: (images) => reader.answers(images),
      dispose: () => {},
    },
    trainer: {
      prepare: async ({ variant }, engine) => void commands.push(`prepare ${variant} on ${engine}`),
      train: async (settings, engine, from, listener) => {
        commands.push(
          `train ${settings.variant} on ${engine} from ${from?.checkpoint.step ?? 'the start'}`,
        )
        report = listener
      },
      testScore: async ({ variant }) => {
        commands.push(`test ${variant}`)
        return {
          testError: 0.25,
          confusion: { counts: new Uint32Array(100) },
          readings: newReadings(0),
        }
      },
      learnHand: (task) => {
        commands.push(`learn ${task.own.labels.length} drawings`)
        return learnHand(task)
      },
      stopHand: () => void commands.push('stop the hand'),
      pause: () => void commands.push('pause'),
      resume: () => void commands.push('resume'),
      step: () => void commands.push('step'),
      stop: () => void commands.push('stop'),
      penHeld: (isDown) => void commands.push(isDown ? 'pen down' : 'pen up'),
      switchEngine: async (engine) => void commands.push(`switch to ${engine}`),
      dispose: () => {},
    },
    openCorrections,
    openRuns,
    tabs,
    persistence: { has: async () => false, ask: async () => commands.push('persist') > 0 },
    openFileParser: async () => files,
    loadShippedWeights: async (network) => {
      if (missing) throw new ShippedWeightsError('missing', 'no such file')
      return { card: cardOf(network), weights: weightsOf(network) }
    },
  }
  const store = createLabStore(ports)
  const tell = (event: TrainingEvent) => {
    if (report === null) throw new Error('tell: no run was started')
    report(event)
  }
  return { store, commands, tell }
}

export const weightsOf = (network: Network, seed = 1): Weights => initialWeights(network, seed)

export function checkpointOf(
  variant: 'modern' | 'pytorch',
  step: number,
  weights: Weights,
): Checkpoint {
  return { settings: defaultSettings(variant), step, weights, optimizer: null }
}

/** Lets everything that is already resolved arrive. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

function cardOf(network: Network) {
  return {
    variant: network.variant,
    activation: 'relu' as const,
    parameters: totalParameters(network),
    data: 'none',
    recipe: 'initial weights',
    seed: 1,
    epochs: 1,
    validationError: null,
    testError: 0.9,
    rubbish: false,
    leastEvidence: 1.5,
    trained: '2026-11-24',
    engine: 'none',
    sha256: '0'.repeat(64),
  }
}
