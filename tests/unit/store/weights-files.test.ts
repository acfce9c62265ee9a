import { describe, expect, it } from 'vitest'
import { networkOf } from '../../../src/core/network/variants'
import { parseSafetensors } from '../../../src/storage/safetensors'
import { safetensorsFile } from '../../../src/storage/weights-files/safetensors-weights'
import { checkpointOf, openLab, settled, weightsOf } from './lab-ports-double'

const fileOfSeed = (variant: 'modern' | 'pytorch', seed: number, name: string) => {
  const network = networkOf(variant)
  return new File([safetensorsFile(network, weightsOf(network, seed)).bytes], name)
}

async function openedLab() {
  const lab = openLab()
  lab.store.getState().variantChosen('modern')
  await settled()
  lab.store.getState().penLifted({
    tool: 'pen',
    width: 0.06,
    points: [
      { x: 0.5, y: 0.2, pressure: 0.5 },
      { x: 0.5, y: 0.8, pressure: 0.5 },
    ],
  })
  await settled()
  return lab
}

describe('a file of weights', () => {
  it('answers from then on, its network on the page and the drawing kept', async () => {
    const { store } = await openedLab()
    const before = store.getState()
    await before.weightsFilesOpened([fileOfSeed('pytorch', 9, 'mine.safetensors')])
    await settled()
    const { weightsSource, network, settings, reading, history, notices } = store.getState()
    expect(weightsSource).toEqual({
      kind: 'opened',
      network: { variant: 'pytorch', activation: 'relu' },
      file: 'mine.safetensors',
      weights: weightsOf(networkOf('pytorch'), 9),
    })
    expect([network.variant, settings.variant]).toEqual(['pytorch', 'pytorch'])
    expect(history).toBe(before.history)
    expect(reading?.layers.map(({ name, side }) => `${name} ${side}`)).toContain('C1 24')
    expect(notices).toMatchObject([{ code: 'weightsOpened', detail: { file: 'mine.safetensors' } }])
  })

  it('whose numbers grow beyond what can be computed is said to be the trouble, not the reader', async () => {
    const { store } = await openedLab()
    const network = networkOf('modern')
    const huge = Object.entries(weightsOf(network, 9)).map(
      ([name, values]) => [name, values.map((value) => value * 1e30)] as const,
    )
    const weights = Object.fromEntries(huge)
    const { bytes } = safetensorsFile(network, weights)
    await store.getState().weightsFilesOpened([new File([bytes], 'huge.safetensors')])
    expect(store.getState().weightsFileFailure).toMatchObject({ trouble: 'outOfRange' })
    // A run may get there all the same.
    const { variant } = network
    store.getState().weightsOpened('huge', { variant, activation: 'relu' }, weights)
    await settled()
    const codes = store.getState().notices.map(({ code }) => code)
    expect(codes).toContain('readingFailed')
    expect(codes).not.toContain('readerDied')
  })

  it('that does not fit changes nothing and is told with its tensor', async () => {
    const { store } = await openedLab()
    const before = store.getState()
    const good = Buffer.from(await fileOfSeed('modern', 9, 'a').arrayBuffer()).toString('latin1')
    const other = Buffer.from(good.replace('conv.3.bias', 'conv.9.bias'), 'latin1')
    const bad = new File([other], 'bad.safetensors')
    await before.weightsFilesOpened([bad])
    const { weightsFileFailure, ...after } = store.getState()
    expect(weightsFileFailure).toEqual({
      file: 'bad.safetensors',
      trouble: 'missing',
      detail: { tensor: 'conv.3.bias' },
    })
    expect({ ...after, weightsFileFailure: null }).toEqual(before)
    after.weightsFileFailureDismissed()
    expect(store.getState().weightsFileFailure).toBeNull()
  })

  it('waits until a run is over', async () => {
    const { store, tell } = await openedLab()
    store.getState().trainPressed()
    const { weightsSource } = store.getState()
    await store.getState().weightsFilesOpened([fileOfSeed('modern', 9, 'mine.safetensors')])
    expect(store.getState().weightsFileFailure?.trouble).toBe('running')
    expect(store.getState().weightsSource).toBe(weightsSource)
    const checkpoint = checkpointOf('modern', 5, weightsOf(networkOf('modern'), 3))
    tell({ kind: 'finished', stopped: true, checkpoint })
    await store.getState().weightsFilesOpened([fileOfSeed('modern', 9, 'mine.safetensors')])
    expect(store.getState().weightsSource.kind).toBe('opened')
    store.getState().trainedWeightsChosen()
    expect(store.getState().weightsSource).toEqual({ kind: 'trained', checkpoint })
  })
})

describe('the weights that answer', () => {
  it('are written, the newest of a run in mid-run', async () => {
    const { store, tell } = await openedLab()
    const written = async () => {
      const [file] = await store.getState().weightsFilesWritten('safetensors')
      return parseSafetensors(file!.bytes.buffer).tensors[0]!.values
    }
    expect(await written()).toEqual(weightsOf(networkOf('modern'))['C1.weight'])
    store.getState().trainPressed()
    const weights = weightsOf(networkOf('modern'), 4)
    tell({ kind: 'weightsChanged', checkpoint: checkpointOf('modern', 5, weights) })
    expect(await written()).toEqual(weights['C1.weight'])
    expect(await store.getState().weightsFilesWritten('tensorflowjs')).toHaveLength(2)
    expect(await store.getState().pythonSnippetWritten()).toContain('nn.AvgPool2d(2)')
  })

  it('give no files where there are none', async () => {
    const { store } = openLab({ missing: true })
    store.getState().variantChosen('modern')
    await settled()
    expect(await store.getState().weightsFilesWritten('safetensors')).toEqual([])
  })
})
