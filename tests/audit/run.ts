/**
 * `npm run audit`: asks npm's registry for advisories on everything that is installed with the page. Ends with 0
 * where there are none, with 1 where there are, and with 2 where the registry could not be asked.
 */
import { audit, sentenceOf } from './audit'

const outcome = await audit()
if (outcome.kind === 'unasked') {
  console.log(`The registry could not be asked for advisories: ${outcome.reason}`)
  process.exitCode = 2
} else {
  const { findings, packages } = outcome
  for (const finding of findings) console.log(sentenceOf(finding))
  console.log(`${packages} packages, ${findings.length} advisories`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
