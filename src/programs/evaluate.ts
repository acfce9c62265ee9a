/**
 * Measures the weights that come with the page: `npm run evaluate [-- --strokes FILE --json FILE]`.
 *
 * On MNIST's test images: error and calibration of every variant. On recorded pens, where a file of
 * them is given: what the page would answer, right, wrong or "not a digit", by digit and by donor,
 * how other scores would refuse, and how numbers composed of the digits are read.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { VARIANTS, type Variant } from '../core/network/description'
import { readMnist } from './mnist-package'
import { type MnistReport, mnistReport } from './mnist-report'
import { type NumberReport, numberReport, numberReportInWords } from './number-report'
import { imagesOfPens, readPenFile } from './pen-file'
import { type PenReport, penReport, penReportInWords } from './pen-report'
import { shippedNetwork } from './shipped-network'
import { simdEngineInNode } from './simd-in-node'

const { values: options } = parseArgs({
  options: { strokes: { type: 'string' }, json: { type: 'string' } },
})
const strokes = options.strokes === undefined ? null : readPenFile(options.strokes)
const pens = strokes && {
  ...strokes,
  digitImages: imagesOfPens(strokes.digits),
  letterImages: imagesOfPens(strokes.letters),
}
const mnist = { train: readMnist('train'), test: readMnist('test') }

const mnistReports: Partial<Record<Variant, MnistReport>> = {}
const penReports: Partial<Record<Variant, PenReport>> = {}
const numberReports: Partial<Record<Variant, NumberReport>> = {}
const engine = await simdEngineInNode()
for (const variant of VARIANTS) {
  const shipped = await shippedNetwork(variant)
  const { network, weights, card } = shipped
  await engine.load(network, weights)
  const onTest = await mnistReport(engine, network, mnist.test)
  mnistReports[variant] = onTest
  console.log(
    `${variant}: test error ${onTest.testErrorPercent.toFixed(2)} %, ` +
      `calibration error ${onTest.calibrationErrorPercent.toFixed(2)} %`,
  )
  if (pens === null) continue
  const onPens = await penReport(engine, network, card.leastEvidence, pens, mnist.train)
  penReports[variant] = onPens
  console.log(penReportInWords(onPens))
  const onNumbers = await numberReport(engine, shipped, pens.digits)
  numberReports[variant] = onNumbers
  console.log(numberReportInWords(onNumbers))
}
engine.dispose()

if (options.json !== undefined) {
  const report = {
    mnist: mnistReports,
    pens: penReports.modern ?? null,
    pensByVariant: penReports,
    numbers: numberReports.modern ?? null,
    numbersByVariant: numberReports,
  }
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
}
