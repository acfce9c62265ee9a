import { oneOf } from '../../src/core/chance'
import { BRUSH_WIDTHS, PAD_SIDE } from '../../src/core/ink/drawing'
import { drawingFromPenStrokes } from '../../src/core/ink/pen-strokes'
import { isPaintable } from '../../src/core/ink/stroke-area'
import { isC3Table } from '../../src/core/network/c3-connections'
import { STRONGEST_DISTORTIONS } from '../../src/core/recipe/distortion-settings'
import { defaultSettings, isWithinBounds } from '../../src/core/recipe/settings'
import { strokesFromCode, strokesToCode } from '../../src/storage/drawing-code'
import { NUMBERS, parseUrlSettings, type UrlSettings } from '../../src/storage/url-settings'
import { opened } from '../../src/store/opening'
import { LANGUAGES, THEMES } from '../../src/store/view-slice'
import { openLab } from '../unit/store/lab-ports-double'
import { below } from './below'
import { accepted, type FuzzFormat, refused } from './format'
import { mutatedBytes } from './mutate-bytes'
import { settingOf } from './page-setting'

const SEVEN = drawingFromPenStrokes(
  [
    [0, 0, 8, 0, 4, 14],
    [1, 7, 7, 7],
  ],
  BRUSH_WIDTHS.medium,
)

const ADDRESSES = [
  `?drawing=${strokesToCode(SEVEN.strokes)}&mnist=17&hide=training,hand`,
  `?drawing=${strokesToCode(SEVEN.strokes)}`,
  '?schedule=oneCycle&optimizer=sgd&momentum=0.9&decay=0.01&validation=5000&activation=tanh',
  '?engine=wasm&variant=lenet5-1998&lang=zh-CN&theme=dark',
  '?seed=1998&epochs=5&batch=128&lr=0.002',
  '?distort=rotation:12,elastic&variant=pytorch',
  '?distort=usual&engine=auto&seed=0',
].map((address) => new TextEncoder().encode(address))

const PARAMETERS = [
  'engine',
  'variant',
  'lang',
  'theme',
  'seed',
  'epochs',
  'batch',
  'lr',
  'distort',
]
const VALUES = [
  ...['', ' ', '0x10', '1e999', '-0', 'NaN', 'Infinity', '1,2', '__proto__', 'constructor'],
  ...['toString', '<img src=x onerror=alert(1)>', 'javascript:alert(1)', '%00', '%', '%F0%9F'],
  ...['rotation:1e999', 'rotation:12:3', 'elastic:', 'constructor:1', '__proto__:1', '\ud800'],
  'a'.repeat(100_000),
  'rotation,'.repeat(20_000),
]
const LONGEST_SHOWN = 40
const FARTHEST = 2 * PAD_SIDE

export const addressFormat: FuzzFormat = {
  name: 'address',
  prepare: (random) => {
    const file = oneOf(random, ADDRESSES)
    const bytes = mutatedBytes(random, file, file.length, oneOf(random, ADDRESSES))
    const given = Array.from({ length: below(random, 3) }, () => [
      oneOf(random, PARAMETERS),
      oneOf(random, VALUES),
    ])
    const query = [new TextDecoder().decode(bytes), ...given.map((pair) => pair.join('='))].join(
      '&',
    )
    return () => {
      const settings = parseUrlSettings(query, LANGUAGES, THEMES)
      const unsound = unsoundness(settings)
      if (unsound.length > 0) return accepted(unsound)
      if (settings.refused.length === 0) return accepted()
      const rest = new URLSearchParams(query)
      for (const { parameter } of settings.refused) rest.delete(parameter)
      const without = parseUrlSettings(`${rest}`, LANGUAGES, THEMES)
      const [page, plain] = [pageAt(settings), pageAt(without)]
      return refused(page === plain ? [] : [{ kind: 'stateChanged', what: `${plain} → ${page}` }])
    }
  },
}

/** How a page is set that was opened at an address, and what is on its pad. */
function pageAt(url: UrlSettings): string {
  const { store } = openLab({ missing: true })
  const browser = { offscreenCanvas: true, wasmSimd: true }
  const { drawing, testImage } = url
  // A drawing is put there by code that is loaded when an address has one, and is a format of its own.
  opened(store, {
    url: { ...url, drawing: null, testImage: null },
    preferences: {},
    browserLanguages: ['en'],
    browser,
  })
  return `${settingOf(store.getState())} ${drawing} ${testImage}`
}

function unsoundness({ training, drawing, refused: told }: UrlSettings): readonly string[] {
  const { distortions, c3 } = training
  const strokes = drawing === null ? null : strokesFromCode(drawing)
  return [
    ...(c3 === undefined || isC3Table(c3) ? [] : [`c3 is ${c3}`]),
    ...Object.values(NUMBERS)
      .filter((name) => !isWithinBounds(name, training[name] ?? defaultSettings('modern')[name]))
      .map((name) => `${name} is ${training[name]}`),
    ...(strokes === null || isPaintable(strokes) ? [] : ['its drawing takes long to paint']),
    ...(strokes ?? [])
      .flatMap(({ points }) => points)
      .filter(({ x, y }) => !(Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST))
      .map(({ x, y }) => `a point lies at ${x}, ${y}`),
    ...Object.entries(distortions ?? {})
      .filter(
        ([name, value]) => !(value <= STRONGEST_DISTORTIONS[name as keyof typeof distortions]),
      )
      .map(([name, value]) => `${name} is ${value}`),
    ...told.filter(({ value }) => value.length > LONGEST_SHOWN).map(() => 'a long value is told'),
  ]
}
