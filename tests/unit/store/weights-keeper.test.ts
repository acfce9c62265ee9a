import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Variant } from '../../../src/core/network/description'
import { networkOf } from '../../../src/core/network/variants'
import { keptWeights, LONGEST_NAME } from '../../../src/storage/kept-weights'
import type { WeightsShelf } from '../../../src/storage/weights-shelf'
import type { HandSource, WeightsSource } from '../../../src/store/network-slice'
import { keepWeights } from '../../../src/store/weights-keeper'
import { checkpointOf, openLab, settled, weightsOf } from './lab-ports-double'

const MODERN = networkOf('modern')
const NETWORK = { variant: 'modern', activation: 'relu' } as const
const SCORE = { ownRight: 1, heldOutRight: 0, testError: 0.01 }

/** What is kept, parsed as a later visit parses it. */
function memoryShelf() {
  const kept = new Map<Variant, unknown>()
  const listeners: (() => void)[] = []
  let isFull = false
  const shelf: WeightsShelf = {
    of: async (variant) => {
      const parsed = v.safeParse(keptWeights, kept.get(variant))
      return parsed.success ? parsed.output : null
    },
    put: async (source, saved) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError')
      const { variant } = source.network
      kept.set(variant, structuredClone({ variant, saved, source }))
    },
    remove: async (variant, saved) => {
      if ((await shelf.of(variant))?.saved === saved) kept.delete(variant)
    },
    onChanged: (listener) => void listeners.push(listener),
    tellOthers: () => {
      for (const listener of listeners) listener()
    },
  }
  const fill = () => {
    isFull = true
  }
  return { kept, shelf, fill }
}

let time = 0

/** A page that keeps its weights on that shelf. */
async function visit(shelf: WeightsShelf, variant: Variant = 'modern') {
  const lab = openLab()
  lab.store.getState().variantChosen(variant)
  await settled()
  await keepWeights({ lab: lab.store, openWeights: async () => shelf, now: () => ++time })
  await settled()
  return lab
}

type Lab = Awaited<ReturnType<typeof visit>>
const sourceOf = ({ store }: Lab) => store.getState().weightsSource
/** A source with each of its arrays as one number, which are compared in no time. */
const told = (source: unknown): unknown =>
  JSON.parse(
    JSON.stringify(source, (_, part: unknown) =>
      part instanceof Float32Array ? part.reduce((sum, x, at) => sum + x * (at + 1), 0) : part,
    ),
  )
const taught = (base: HandSource['base']): HandSource => ({
  kind: 'hand',
  network: { ...NETWORK, rubbish: true },
  weights: weightsOf(MODERN, 5),
  leastEvidence: 2.5,
  before: SCORE,
  after: SCORE,
  drawings: { own: 1, heldOut: 0 },
  base,
})

describe('weights of a file', () => {
  it('answer again on the next visit, under the same name, until others are chosen', async () => {
    const { shelf, kept } = memoryShelf()
    const first = await visit(shelf)
    first.store.getState().weightsOpened('mine.safetensors', NETWORK, weightsOf(MODERN, 9))
    const opened = sourceOf(first)
    await settled()

    const second = await visit(shelf)
    expect(told(sourceOf(second))).toEqual(told(opened))
    expect(second.store.getState().notices).toEqual([])
    second.store.getState().shippedWeightsChosen()
    await settled()
    expect(sourceOf(second).kind).toBe('shipped')
    expect(kept.size).toBe(0)
    expect(sourceOf(await visit(shelf)).kind).toBe('shipped')
  })

  it('stay those of their network, which one may come back to', async () => {
    const { shelf } = memoryShelf()
    const lab = await visit(shelf, 'pytorch')
    lab.store.getState().weightsOpened('mine', NETWORK, weightsOf(MODERN, 9))
    await settled()
    lab.store.getState().variantChosen('pytorch')
    await settled()
    expect(sourceOf(lab).kind).toBe('shipped')
    lab.store.getState().variantChosen('modern')
    await settled()
    expect(sourceOf(lab)).toMatchObject({ kind: 'opened', file: 'mine' })
  })

  it('are kept through a run, until it is over and kept itself', async () => {
    const { shelf, kept } = memoryShelf()
    const lab = await visit(shelf)
    lab.store.getState().weightsOpened('mine', NETWORK, weightsOf(MODERN, 9))
    lab.store.getState().trainPressed()
    const checkpoint = checkpointOf('modern', 3, weightsOf(MODERN, 4))
    lab.tell({ kind: 'weightsChanged', checkpoint })
    await settled()
    expect(sourceOf(lab).kind).toBe('trained')
    expect(kept.size).toBe(1)
    lab.tell({ kind: 'finished', stopped: true, checkpoint })
    await settled()
    expect(kept.size).toBe(0)
  })

  it('with a name without end are kept under the beginning of it', async () => {
    const { shelf } = memoryShelf()
    const lab = await visit(shelf)
    lab.store.getState().weightsOpened('n'.repeat(5000), NETWORK, weightsOf(MODERN, 9))
    await settled()
    expect(sourceOf(await visit(shelf))).toMatchObject({ file: 'n'.repeat(LONGEST_NAME) })
  })

  it('that cannot be kept answer all the same, and the page says so and offers a file', async () => {
    const { shelf, fill } = memoryShelf()
    fill()
    const lab = await visit(shelf)
    lab.store.getState().weightsOpened('mine', NETWORK, weightsOf(MODERN, 9))
    await settled()
    expect(sourceOf(lab).kind).toBe('opened')
    expect(lab.store.getState().notices).toMatchObject([
      { code: 'weightsNotKept', offer: { kind: 'saveWeights' } },
    ])
  })

  it('do not come over those that were opened before the page had looked', async () => {
    const { shelf } = memoryShelf()
    const first = await visit(shelf)
    first.store.getState().weightsOpened('old', NETWORK, weightsOf(MODERN, 9))
    await settled()
    const lab = openLab()
    lab.store.getState().weightsOpened('new', NETWORK, weightsOf(MODERN, 3))
    await keepWeights({ lab: lab.store, openWeights: async () => shelf, now: () => ++time })
    expect(sourceOf(lab)).toMatchObject({ file: 'new' })
    expect(await shelf.of('modern')).toMatchObject({ source: { file: 'new' } })
  })
})

describe('weights of two tabs', () => {
  const opened = (lab: Lab, file: string) =>
    lab.store.getState().weightsOpened(file, NETWORK, weightsOf(MODERN, file.length))
  const codes = ({ store }: Lab) => store.getState().notices.map(({ code }) => code)

  it('are told of, once, where another tab has put its own in their place, and answer on', async () => {
    const { shelf } = memoryShelf()
    const [mine, theirs] = [await visit(shelf), await visit(shelf)]
    opened(mine, 'mine')
    await settled()
    shelf.tellOthers()
    await settled()
    expect([codes(mine), codes(theirs)]).toEqual([[], []])
    opened(theirs, 'theirs')
    await settled()
    shelf.tellOthers()
    shelf.tellOthers()
    await settled()
    expect([codes(mine), codes(theirs)]).toEqual([['weightsReplaced'], []])
    expect(mine.store.getState().notices[0]!.offer).toEqual({ kind: 'saveWeights' })
    expect(sourceOf(mine)).toMatchObject({ file: 'mine' })
    // What this tab gives up now is no longer the other's.
    mine.store.getState().shippedWeightsChosen()
    await settled()
    expect(sourceOf(await visit(shelf))).toMatchObject({ file: 'theirs' })
  })

  it('are told of where another tab that found them has given them up', async () => {
    const { shelf, kept } = memoryShelf()
    const mine = await visit(shelf)
    opened(mine, 'mine')
    await settled()
    const other = await visit(shelf)
    expect(sourceOf(other)).toMatchObject({ file: 'mine' })
    other.store.getState().shippedWeightsChosen()
    await settled()
    expect(kept.size).toBe(0)
    shelf.tellOthers()
    await settled()
    expect([codes(mine), codes(other)]).toEqual([['weightsReplaced'], []])
  })
})

describe('weights that have learnt a hand', () => {
  const bases: readonly (readonly [string, (shipped: WeightsSource) => HandSource['base']])[] = [
    ['shipped', (shipped) => shipped as HandSource['base']],
    ['opened', () => ({ kind: 'opened', network: NETWORK, file: 'x', weights: weightsOf(MODERN) })],
    [
      'trained',
      () => ({ kind: 'trained', checkpoint: checkpointOf('modern', 3, weightsOf(MODERN, 4)) }),
    ],
  ]
  it.each(bases)('answer again, and can be taken back to %s ones', async (kind, baseFrom) => {
    const { shelf } = memoryShelf()
    const first = await visit(shelf)
    const hand = taught(baseFrom(sourceOf(first)))
    first.store.getState().handTaken(hand)
    await settled()

    const second = await visit(shelf)
    expect(told(sourceOf(second))).toEqual(told(hand))
    expect(second.store.getState().network).toEqual(hand.network)
    second.store.getState().handTakenBack()
    await settled()
    expect(told(sourceOf(second))).toEqual(told(hand.base))
    // What a run made is kept as a run; a file's weights as a file's.
    const third = await visit(shelf)
    expect(sourceOf(third).kind).toBe(kind === 'opened' ? 'opened' : 'shipped')
  })
})

it('takes nothing from a record whose weights are not its network’s', async () => {
  const { shelf, kept } = memoryShelf()
  const source = { kind: 'opened', network: NETWORK, file: 'x', weights: weightsOf(MODERN) }
  const record = { variant: 'modern', saved: 1, source }
  const short = { ...source.weights, 'C1.bias': new Float32Array(5) }
  for (const bent of [
    { ...record, source: { ...source, weights: short } },
    { ...record, source: { ...source, network: { ...NETWORK, variant: 'pytorch' } } },
    { ...record, source: { ...source, file: 7 } },
    { ...record, more: 1 },
    { ...record, source: { ...taught(source as HandSource['base']), leastEvidence: Number.NaN } },
    {
      ...record,
      source: taught({ ...source, weights: short } as HandSource['base']),
    },
  ]) {
    kept.set('modern', bent)
    expect(sourceOf(await visit(shelf)).kind).toBe('shipped')
  }
  kept.set('modern', record)
  expect(sourceOf(await visit(shelf)).kind).toBe('opened')
})
