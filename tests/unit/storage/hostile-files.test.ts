import i18next from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import hand from '../../../src/i18n/en/hand.json'
import train from '../../../src/i18n/en/train.json'
import { parser } from '../../../src/worker/parser'
import { HOSTILE_HANDS } from './hostile-hand'
import pinned from './hostile-sentences.json'
import { HOSTILE_WEIGHTS } from './hostile-weights'

const i18n = i18next.createInstance()
beforeAll(() =>
  i18n.init({
    lng: 'en',
    resources: { en: { train, hand } },
    interpolation: { escapeValue: false },
  }),
)

/** What the page says of each, every word of it pinned, so that no change of it goes unseen. */
it('hostile weights are refused in one clear sentence each', async () => {
  const said: Record<string, string> = {}
  for (const [about, files] of Object.entries(HOSTILE_WEIGHTS)) {
    const answer = await parser.readWeights(files)
    said[about] =
      answer.kind === 'read'
        ? 'was read'
        : i18n.t(`files.trouble.${answer.trouble}`, {
            ns: 'train',
            ...answer.detail,
            context: 'tensor' in answer.detail ? 'tensor' : '',
          })
  }
  expect(said).toEqual(pinned.weights)
  expect(Object.keys(said).length).toBeGreaterThanOrEqual(80)
  expect({}).not.toHaveProperty('polluted')
})

it('hostile handwriting is refused in one clear sentence each', async () => {
  const said: Record<string, string> = {}
  for (const [about, content] of Object.entries(HOSTILE_HANDS)) {
    const answer = await parser.readHand(new File([content], 'hand.json'))
    said[about] =
      answer.kind === 'read'
        ? 'was read'
        : i18n.t(`file.trouble.${answer.trouble}`, { ns: 'hand', place: answer.place })
  }
  expect(said).toEqual(pinned.hand)
  expect({}).not.toHaveProperty('polluted')
})
