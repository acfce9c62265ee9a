import type { EngineName } from '../../../src/core/recipe/engine-name'
import { EngineUnavailableError } from '../../../src/engine/engine'
import type { OpenEngine } from '../../../src/worker/engine-dock'
import type { MnistProgress } from '../../../src/worker/mnist-set'
import type { Checkpoint, RunSoFar, TrainingEvent } from '../../../src/worker/protocol'
import type { TrainerParts } from '../../../src/worker/trainer'
import { barImages, smallPlan } from '../training/bar-images'
import { PlainEngine } from '../training/plain-engine'

/** Milliseconds that a step takes on the clock of these tests. */
export const STEP_TIME = 30

/** What opens plain engines by name, `auto` being wasm, and which it has opened. */
export function plainEngines(
  make: (name: EngineName) => PlainEngine = (name) => new PlainEngine(name),
) {
  const opened: PlainEngine[] = []
  const openEngine: OpenEngine = async (choice, _need, tried) => {
    const name = choice === 'auto' ? 'wasm' : choice
    try {
      const engine = make(name)
      opened.push(engine)
      tried({ name, device: engine.describe().device, imagesPerSecond: 900, refused: null })
      return engine
    } catch (error) {
      const refused = error instanceof Error ? error.message : ''
      tried({ name, device: '', imagesPerSecond: null, refused })
      throw error
    }
  }
  return { opened, openEngine }
}

/** Makes engines of some names impossible. */
export const refusing =
  (...refused: readonly EngineName[]) =>
  (name: EngineName): PlainEngine => {
    if (refused.includes(name)) throw new EngineUnavailableError(name, 'not on this machine')
    return new PlainEngine(name)
  }

interface Choices {
  readonly engines?: ReturnType<typeof plainEngines>
  /** Rejects or waits to have a shard fail or come late. */
  readonly shardReady?: (shard: number) => Promise<void>
  /** Takes note of how long the run has rested, each time. */
  readonly rests?: number[]
}

/** Seventeen training images, ten test images, and a clock on which a step takes 30 ms. */
export function trainerParts({
  engines = plainEngines(),
  shardReady,
  rests = [],
}: Choices = {}): TrainerParts {
  const train = barImages(17, 5)
  const test = barImages(10, 9)
  const totals = { train: 17, test: 10, bytes: 1000 }
  return {
    openEngine: engines.openEngine,
    openMnist: (onProgress: (progress: MnistProgress) => void) => {
      onProgress({ set: 'train', bytes: 640, totalBytes: 700, images: 17 })
      return {
        train: shardReady === undefined ? train : { ...train, shardReady },
        test,
        trainShard: async () => train,
        loadManifest: async () => ({ version: 1, shards: [], totals }),
      }
    },
    clock: () => engines.opened.reduce((sum, { steps }) => sum + steps, 0) * STEP_TIME,
    nextTask: () => new Promise((resolve) => setImmediate(resolve)),
    rest: async (milliseconds) => void rests.push(milliseconds),
    plan: smallPlan,
  }
}

/** A run of which only its place is known. */
export const soFar = (checkpoint: Checkpoint): RunSoFar => ({
  checkpoint,
  curve: [],
  evaluations: [],
  frames: [],
  kept: null,
})

/** Reports in the order in which they came. */
export class Reports {
  readonly events: TrainingEvent[] = []
  readonly report = (event: TrainingEvent): void => {
    this.events.push(event)
  }

  of<Kind extends TrainingEvent['kind']>(kind: Kind): Extract<TrainingEvent, { kind: Kind }>[] {
    return this.events.filter(
      (event): event is Extract<TrainingEvent, { kind: Kind }> => event.kind === kind,
    )
  }

  /** Kinds in order, runs of the same kind once, without those named. */
  kinds(...without: readonly TrainingEvent['kind'][]): string[] {
    const kinds = this.events.map(({ kind }) => kind).filter((kind) => !without.includes(kind))
    return kinds.filter((kind, place) => kind !== kinds[place - 1])
  }
}
