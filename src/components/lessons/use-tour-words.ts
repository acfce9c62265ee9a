import { useTranslation } from 'react-i18next'
import { layerNamed, type Network } from '../../core/network/description'
import { links } from '../../core/network/parameters'
import { useLayerWords } from '../inspect/use-layer-words'
import { type Format, useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { useNetwork } from '../use-network'
import { type Reading, type Stop, TOUR_DIGIT, unitShown, valueAt } from './tour-stops'

/** What a stop says, sentence by sentence; its numbers are the page's own. */
export function useTourWords(stop: Stop): {
  readonly title: string
  readonly sentences: readonly string[]
} {
  const { t } = useTranslation('tour')
  const format = useFormat()
  const network = useNetwork()
  const reading = useLab((state) => state.reading)
  const numbers = {
    seven: TOUR_DIGIT,
    activation: useLayerWords(layerNamed(network, 'C1')).activation,
    ...countsOf(network, format),
    ...readOf(stop, reading, format),
  }
  const sentences = SENTENCES[stop].map((sentence) =>
    t(`${stop}.${sentence}`, { ...numbers, context: contextOf(stop, sentence, network) }),
  )
  return { title: t(`${stop}.title`, numbers), sentences }
}

const SENTENCES: Readonly<Record<Stop, readonly string[]>> = {
  draw: ['task'],
  pixels: ['centred', 'given', 'framed'],
  C1: ['sum', 'shared', 'shown'],
  C3: ['pooled', 'table'],
  F6: ['whole', 'shown'],
  output: ['sums', 'answer'],
}

/** Which of several sentences is true of this network. */
function contextOf(stop: Stop, sentence: string, network: Network): string {
  if (stop === 'output') return layerNamed(network, 'output').kind
  if (sentence === 'pooled') return layerNamed(network, 'S2').kind
  if (sentence === 'table') return linksOfC3(network) < boxesOfC3(network) ? 'some' : 'all'
  return ''
}

/** What the sentences count in the network. */
function countsOf(network: Network, format: Format) {
  const { input } = network
  const c1 = layerNamed(network, 'C1')
  const s2 = layerNamed(network, 'S2')
  const kernel = c1.kind === 'convolution' ? c1.kernel : 1
  return {
    side: input.side,
    pixels: format.number(input.side ** 2),
    paper: format.number(input.paper, 3).replace('-', '−'),
    ink: format.number(input.ink, 3),
    kernel,
    weights: kernel ** 2,
    units: format.number(c1.side ** 2),
    s2Maps: s2.maps,
    s2Side: s2.side,
    c3Maps: layerNamed(network, 'C3').maps,
    links: linksOfC3(network),
    boxes: boxesOfC3(network),
    c5: layerNamed(network, 'C5').maps,
    f6: layerNamed(network, 'F6').maps,
  }
}

/** What the sentences tell of the drawing; dashes while there is none. */
function readOf(stop: Stop, reading: Reading | null, format: Format) {
  if (reading === null) return { value: '–', share: '–', digit: '–' }
  const { digit, probabilities } = reading
  const value =
    stop === 'C1' || stop === 'F6' ? format.value(valueAt(reading, unitShown(stop, reading))) : ''
  return { value, share: format.percent(probabilities[digit]!), digit }
}

function linksOfC3(network: Network): number {
  const c3 = layerNamed(network, 'C3')
  return c3.kind === 'convolution' ? links(c3.connections) : 0
}

const boxesOfC3 = (network: Network): number =>
  layerNamed(network, 'C3').maps * layerNamed(network, 'S2').maps
