/** Files that someone might hand to the page, each by what is wrong with it. */

import { initialWeights } from '../../../src/core/network/initial-weights'
import { networkOf } from '../../../src/core/network/variants'
import {
  formatSafetensors,
  type NamedTensor,
  parseSafetensors,
} from '../../../src/storage/safetensors'
import { layersModelFiles } from '../../../src/storage/weights-files/layers-model'
import { fileOf } from './weights-networks'

type Bytes = Uint8Array<ArrayBuffer>
type Json = Record<string, unknown>

const PREFIX = 8
const whole = new Uint8Array(fileOf('tests/golden/modern.safetensors'))
const dataStart = PREFIX + Number(new DataView(whole.buffer).getBigUint64(0, true))
const data = whole.subarray(dataStart)
const { tensors } = parseSafetensors(whole.buffer)
const headerOf = (): Json => JSON.parse(new TextDecoder().decode(whole.subarray(PREFIX, dataStart)))

const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const utf16 = (text: string): Bytes => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'))
const joined = (...parts: Uint8Array[]): Bytes => Uint8Array.from(Buffer.concat(parts))
const file = (bytes: Bytes, name = 'weights.safetensors') => new File([bytes], name)

function withPrefix(length: bigint, rest: Uint8Array): Bytes {
  const prefix = new Uint8Array(PREFIX)
  new DataView(prefix.buffer).setBigUint64(0, length, true)
  return joined(prefix, rest)
}
const withHeader = (text: string, rest: Uint8Array = data): File[] => [
  file(withPrefix(BigInt(utf8(text).length), joined(utf8(text), rest))),
]
const withEntry = (name: string, change: Json): File[] => {
  const header = headerOf()
  return withHeader(JSON.stringify({ ...header, [name]: { ...(header[name] as Json), ...change } }))
}
const withTensors = (changed: readonly NamedTensor[], metadata = {}): File[] => [
  file(formatSafetensors(changed, metadata)),
]
const withValue = (name: string, value: number): File[] =>
  withTensors(
    tensors.map((tensor) =>
      tensor.name === name ? { ...tensor, values: tensor.values.with(3, value) } : tensor,
    ),
  )
const extra = (name: string, values: number): NamedTensor => ({
  name,
  shape: [values],
  values: new Float32Array(values),
})
const sized = (name: string, size: number): File =>
  Object.defineProperty(file(utf8(''), name), 'size', { value: size })

const SAFETENSORS: Readonly<Record<string, readonly File[]>> = {
  'no bytes': [file(utf8(''))],
  'seven bytes': [file(utf8('1234567'))],
  'a gigabyte': [sized('weights.safetensors', 2 ** 30)],
  'a header of 2⁶⁴ − 1 bytes': [file(withPrefix(2n ** 64n - 1n, data))],
  'a header one byte longer than the file': [file(withPrefix(BigInt(data.length + 1), data))],
  'a header of nothing': [file(withPrefix(0n, data))],
  'a header of spaces': withHeader(' '.repeat(64)),
  'a header that is cut': [file(whole.subarray(0, 300))],
  'data that is cut': [file(whole.subarray(0, whole.length - 4))],
  'data that is half a number short': [file(whole.subarray(0, whole.length - 2))],
  'no data': [file(whole.subarray(0, dataStart))],
  'data after the end': [file(joined(whole, new Uint8Array(4)))],
  'a ZIP, as PyTorch saves': [file(joined(utf8('PK\u0003\u0004'), data), 'model.pt')],
  'a gzip': [file(joined(Uint8Array.of(0x1f, 0x8b, 8, 0), data))],
  'an HDF5 file of Keras': [file(joined(utf8('\u0089HDF\r\n\u001a\n'), data), 'model.h5')],
  'a pickle': [file(joined(Uint8Array.of(0x80, 2), utf8('cos\nsystem\n')), 'model.pkl')],
  'a page of HTML': [file(utf8('<!doctype html><script>alert(1)</script>'))],
  'JSON without the length before it': [file(utf8(JSON.stringify(headerOf())))],
  'a header in UTF-16': [file(withPrefix(BigInt(utf16('{}').length), utf16('{}')))],
  'a header with a broken letter': [
    file(withPrefix(3n, joined(Uint8Array.of(0x7b, 0xff, 0x7d), data))),
  ],
  'a header that is a list': withHeader('[]'),
  'a header that is null': withHeader('null'),
  'a header that is a number': withHeader('12'),
  'a header of a hundred thousand lists': withHeader('['.repeat(99_000)),
  'a header nested 33 deep': withHeader(`{"a":${'['.repeat(32)}${']'.repeat(32)}}`),
  'a header of 30,000 values': withHeader(`{"a":[${'0,'.repeat(30_000)}0]}`),
  'a hundred and one tensors': withTensors(
    Array.from({ length: 101 }, (_, at) => extra(`t${at}`, 1)),
  ),
  'no tensors': withHeader('{}', new Uint8Array()),
  'metadata alone': withHeader('{"__metadata__":{"format":"pt"}}', new Uint8Array()),
  'metadata that is a list': withHeader(JSON.stringify({ ...headerOf(), __metadata__: [] })),
  'metadata with a number': withHeader(JSON.stringify({ ...headerOf(), __metadata__: { a: 1 } })),
  'an entry that is null': withHeader(JSON.stringify({ ...headerOf(), 'C1.bias': null })),
  'an entry with a word too many': withEntry('C1.bias', { path: '../../w.bin' }),
  bfloat16: withEntry('C1.bias', { dtype: 'BF16' }),
  'whole numbers': withEntry('C1.bias', { dtype: 'I64' }),
  'text as numbers': withEntry('C1.bias', { dtype: 'string', shape: [3e7] }),
  'a dtype out of JavaScript': withEntry('C1.bias', { dtype: 'constructor' }),
  'a shape of −1': withEntry('C1.bias', { shape: [-1] }),
  'a shape of 0': withEntry('C1.bias', { shape: [0] }),
  'a shape of 1.5': withEntry('C1.bias', { shape: [1.5] }),
  'a shape of words': withEntry('C1.bias', { shape: ['6'] }),
  'a shape of 10⁵ × 10⁵': withEntry('C1.bias', { shape: [1e5, 1e5] }),
  'a shape beyond all numbers': withEntry('C1.bias', { shape: [1e308, 1e308] }),
  'nine dimensions': withEntry('C1.bias', { shape: Array(9).fill(1) }),
  'offsets the wrong way round': withEntry('C1.bias', { data_offsets: [24, 0] }),
  'offsets below 0': withEntry('C1.bias', { data_offsets: [-24, 0] }),
  'offsets past the end': withEntry('C1.bias', { data_offsets: [1e9, 1e9 + 24] }),
  'one offset': withEntry('C1.bias', { data_offsets: [0] }),
  'two tensors in one place': withEntry('C1.bias', { data_offsets: [0, 24] }),
  'a hundred tensors in one place': withHeader(
    JSON.stringify(
      Object.fromEntries(
        Array.from({ length: 100 }, (_, at) => [
          `t${at}`,
          { dtype: 'F32', shape: [1_900_000], data_offsets: [0, 7_600_000] },
        ]),
      ),
    ),
    new Uint8Array(7_600_000),
  ),
  'a tensor called __proto__': withTensors([extra('__proto__', 6), ...tensors]),
  'a tensor called constructor': withTensors([extra('constructor', 6), ...tensors]),
  'a tensor called as markup': withTensors([extra('<img src=x onerror=alert(1)>', 6), ...tensors]),
  'a tensor with a name of 5,000 letters': withTensors([extra('a'.repeat(5000), 6), ...tensors]),
  'a tensor too few': withTensors(tensors.filter(({ name }) => name !== 'F6.bias')),
  'tensors of another network': withTensors([extra('layer1.0.conv1.weight', 9)]),
  'a shape that is turned': withTensors(
    tensors.map((tensor) =>
      tensor.name === 'F6.weight' ? { ...tensor, shape: [120, 84] } : tensor,
    ),
  ),
  'a value that is no number': withValue('C3.weight', Number.NaN),
  'a value without end': withValue('C3.weight', Number.NEGATIVE_INFINITY),
  'a value of 3 · 10³⁸': withValue('C3.weight', 3e38),
  'a value a little too large': withValue('output.bias', -10_001),
  'a variant with the tensors of another': withTensors(tensors, { variant: 'pytorch' }),
  'an activation that is none': withTensors(tensors, { activation: '__proto__' }),
  'a table that is none': withTensors(tensors, { c3: 'ff'.repeat(16) }),
  'a table as markup': withTensors(tensors, { c3: '<b>dense</b>' }),
}

const [goodModel, goodBinary] = layersModelFiles(
  networkOf('modern'),
  initialWeights(networkOf('modern'), 7),
)
const [squashedModel, squashedBinary] = layersModelFiles(
  networkOf('lenet5-1998'),
  initialWeights(networkOf('lenet5-1998'), 7),
)
const BIN = goodBinary!.name
const bin = new File([goodBinary!.bytes], BIN)
interface ModelJson {
  modelTopology: { class_name: string; config: { layers: { class_name: string; config: Json }[] } }
  weightsManifest: { paths: string[]; weights: Json[] }[]
  userDefinedMetadata?: Json
}
const modelJson = (): ModelJson => JSON.parse(new TextDecoder().decode(goodModel!.bytes))
const model = (content: Bytes) => new File([content], 'model.json')
/** The good model, changed, with its good binary. */
function changed(change: (json: ModelJson) => void, ...files: File[]): File[] {
  const json = modelJson()
  change(json)
  return [model(utf8(JSON.stringify(json))), ...(files.length > 0 ? files : [bin])]
}
const layerNamed = ({ modelTopology }: ModelJson, className: string) =>
  modelTopology.config.layers.find(({ class_name }) => class_name === className)!
const text = (content: string): File[] => [model(utf8(content)), bin]
function scaledPastBounds(): File[] {
  const bytes = squashedBinary!.bytes.slice()
  new Float32Array(bytes.buffer)[4] = 9000
  return [new File([squashedModel!.bytes], 'model.json'), new File([bytes], squashedBinary!.name)]
}
function poisonedBinary(value: number): File {
  const bytes = goodBinary!.bytes.slice()
  new Float32Array(bytes.buffer)[7] = value
  return new File([bytes], BIN)
}

const LAYERS_MODELS: Readonly<Record<string, readonly File[]>> = {
  'model: no bytes': text(''),
  'model: no JSON': text('not json'),
  'model: null': text('null'),
  'model: a list': text('[]'),
  'model: UTF-16': [model(utf16(JSON.stringify(modelJson()))), bin],
  'model: a broken letter': [model(joined(utf8('{"a":"'), Uint8Array.of(0xff), utf8('"}'))), bin],
  'model: too large': [sized('model.json', 200_001), bin],
  'model: without weights': [model(goodModel!.bytes)],
  'model: weights without it': [bin],
  'model: two of them': [model(goodModel!.bytes), new File([goodModel!.bytes], 'other.json')],
  'model: nested 10⁵ deep': text('['.repeat(1e5)),
  'model: a layer nested 40 deep': text(
    JSON.stringify(modelJson()).replace('"relu"', `${'['.repeat(40)}${']'.repeat(40)}`),
  ),
  'model: a binary from elsewhere': changed((json) => {
    json.weightsManifest[0]!.paths = ['https://example.com/w.bin']
  }),
  'model: a binary out of its folder': changed((json) => {
    json.weightsManifest[0]!.paths = ['../../etc/passwd']
  }),
  'model: a binary as markup': changed((json) => {
    json.weightsManifest[0]!.paths = ['<img src=x onerror=alert(1)>']
  }),
  'model: one binary a hundred times': changed((json) => {
    json.weightsManifest[0]!.paths = Array(100).fill(BIN)
  }),
  'model: a thousand groups': changed((json) => {
    json.weightsManifest = Array(1000).fill(json.weightsManifest[0]!)
  }),
  'model: a thousand layers': changed((json) => {
    json.modelTopology.config.layers = Array(1000).fill(layerNamed(json, 'Dense'))
  }),
  'model: no layers': changed((json) => {
    json.modelTopology.config.layers = []
  }),
  'model: a class out of JavaScript': changed((json) => {
    layerNamed(json, 'Dense').class_name = 'constructor'
  }),
  'model: an unknown class': changed((json) => {
    layerNamed(json, 'Dense').class_name = 'Lambda'
  }),
  'model: a functional one': changed((json) => {
    json.modelTopology.class_name = 'Functional'
  }),
  'model: −1 units': changed((json) => {
    layerNamed(json, 'Dense').config.units = -1
  }),
  'model: units as a word': changed((json) => {
    layerNamed(json, 'Dense').config.units = '84'
  }),
  'model: 10⁹ filters': changed((json) => {
    layerNamed(json, 'Conv2D').config.filters = 1e9
  }),
  'model: a layer called as markup': changed((json) => {
    const layer = layerNamed(json, 'Conv2D')
    layer.config.name = '<img src=x onerror=alert(1)>'
    layer.config.filters = 7
  }),
  'model: a table that is an object': changed((json) => {
    json.userDefinedMetadata = { c3: { toString: 1 } }
  }),
  'model: a table that is none': changed((json) => {
    json.userDefinedMetadata = { c3: '__proto__' }
  }),
  'model: an array that is there twice': changed((json) => {
    json.weightsManifest[0]!.weights[1] = json.weightsManifest[0]!.weights[0]!
  }),
  'model: an array of text': changed((json) => {
    Object.assign(json.weightsManifest[0]!.weights[0]!, { dtype: 'string', shape: [3e7] })
  }),
  'model: quantized': changed((json) => {
    Object.assign(json.weightsManifest[0]!.weights[0]!, { quantization: { dtype: 'uint8' } })
  }),
  'model: an array of −1': changed((json) => {
    Object.assign(json.weightsManifest[0]!.weights[0]!, { shape: [-1] })
  }),
  'model: an array of 10⁵ × 10⁵': changed((json) => {
    Object.assign(json.weightsManifest[0]!.weights[0]!, { shape: [1e5, 1e5] })
  }),
  'model: an array called __proto__': changed((json) => {
    Object.assign(json.weightsManifest[0]!.weights[0]!, { name: '__proto__' })
  }),
  'model: an empty binary': changed(() => {}, new File([], BIN)),
  'model: a binary that is cut': changed(
    () => {},
    new File([goodBinary!.bytes.subarray(0, 99)], BIN),
  ),
  'model: a binary with more': changed(() => {}, new File([goodBinary!.bytes, 'more'], BIN)),
  'model: a binary of 9 MB': changed(() => {}, sized(BIN, 9e6)),
  'model: a weight that is no number': changed(() => {}, poisonedBinary(Number.NaN)),
  'model: a weight too large': changed(() => {}, poisonedBinary(1e5)),
  'model: a weight too large once it is scaled': scaledPastBounds(),
}

export const HOSTILE_WEIGHTS = { ...SAFETENSORS, ...LAYERS_MODELS }
