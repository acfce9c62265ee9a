import * as v from 'valibot'
import { bytesToBase64 } from '../../src/storage/base64'
import { pack } from '../../src/storage/data-file/packed'
import { keptPad } from '../../src/storage/kept-drawing'
import { leftDrawings } from '../../src/storage/left-drawings'
import { writtenPadOf } from '../../src/storage/write-drawing'
import { memoryStorage } from '../unit/storage/memory-storage'
import { accepted, type FuzzFormat, refused } from './format'
import { mutatedBytes } from './mutate-bytes'
import { mutatedJson } from './mutate-json'
import { PAD } from './record-formats'

const TAB = '0123456789abcdef'
const KEY = `lenet-lab.left.${TAB}`
const DRAWING = { tab: TAB, revision: 2, saved: 6, digit: PAD, number: null }

const { json, bytes } = pack(DRAWING)
const TOLD: unknown = JSON.parse(json)
const ARRAYS = bytesToBase64(bytes)
const WHOLE = new TextEncoder().encode(`${ARRAYS} ${json}`)

/** What lies in the browser's storage of a page that was left. */
export const leftDrawingFormat: FuzzFormat = {
  name: 'left drawing',
  prepare: (random) => {
    const text =
      random() < 0.5
        ? `${ARRAYS} ${mutatedJson(random, TOLD)}`
        : new TextDecoder().decode(mutatedBytes(random, WHOLE, WHOLE.length, WHOLE))
    return () => {
      const storage = memoryStorage()
      storage.setItem(KEY, text)
      const [found] = leftDrawings(() => storage).all()
      // What makes no sense is thrown away.
      if (found === undefined) {
        return refused(storage.length === 0 ? [] : [{ kind: 'stateChanged', what: 'it stays' }])
      }
      const pads = [found.digit, found.number].filter((pad) => pad !== null)
      return accepted(
        pads.every((pad) => v.is(keptPad, writtenPadOf(pad))) ? [] : ['kept again it is refused'],
      )
    }
  },
}
