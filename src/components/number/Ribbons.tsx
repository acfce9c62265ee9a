import { type CSSProperties, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerName } from '../../core/network/description'
import type { WideLayerValues } from '../../core/network/sweep'
import { networkOf } from '../../core/network/variants'
import { sweepText } from '../../core/numbers/read-sweep'
import type { NumberReading } from '../../worker/protocol'
import { shadesOf } from '../draw/ink-picture'
import { signedColourTable } from '../inspect/signed-colours'
import { useLab } from '../use-lab'
import { BareRibbon, Ribbon } from './Ribbon'
import { layerRibbon, liveliestMap, outputRibbon } from './ribbon-picture'

/** F6 would be one more strip of units like C5's. */
const SHOWN = ['C1', 'S2', 'C3', 'S4', 'C5', 'output'] as const satisfies readonly LayerName[]

interface RibbonsProps {
  readonly reading: NumberReading | null
  /** Of the paper, in pad units. */
  readonly paper: number
}

/** The network swept over the line: a ribbon for every layer, the output last. */
export function Ribbons({ reading, paper }: RibbonsProps) {
  const { t } = useTranslation('number')
  const text = reading === null ? null : sweepText(reading.places)
  return (
    <section className="ribbons" aria-labelledby="heading-ribbons">
      <h3 id="heading-ribbons" className="panel-title">
        {t('sweep.title')}
      </h3>
      <p className="quiet ribbons-about">{t('sweep.about')}</p>
      {SHOWN.map((name) => {
        const layer = reading?.layers.find((candidate) => candidate.name === name)
        if (reading === null || layer === undefined) {
          return <BareRibbon key={name} name={name} caption={<RibbonName name={name} />} />
        }
        const place = { layer, sweep: reading.sweep, paper }
        return name === 'output' ? (
          <OutputRibbon key={name} {...place} places={reading.places} />
        ) : (
          <LayerRibbon key={name} {...place} />
        )
      })}
      <p className="quiet sweep-reading" data-testid="sweep-reading">
        {text !== null && (text === '' ? t('sweep.silent') : t('sweep.reading', { text }))}
      </p>
    </section>
  )
}

function RibbonName({ name }: { readonly name: LayerName }) {
  const { t } = useTranslation('number')
  return <strong>{name === 'output' ? t('sweep.output') : name}</strong>
}

interface LayerRibbonProps {
  readonly layer: WideLayerValues
  readonly sweep: NumberReading['sweep']
  readonly paper: number
}

function LayerRibbon({ layer, sweep, paper }: LayerRibbonProps) {
  const { t } = useTranslation('number')
  const map = useMemo(() => liveliestMap(layer), [layer])
  const picture = useCallback(() => layerRibbon(layer, map, signedColourTable()), [layer, map])
  const { name, maps } = layer
  const shown =
    layer.height === 1 ? t('sweep.units', { count: maps }) : t('sweep.map', { map: map + 1, maps })
  return (
    <Ribbon
      layer={layer}
      sweep={sweep}
      paper={paper}
      picture={picture}
      label={t('sweep.layer', { layer: name, shown })}
      caption={
        <>
          <RibbonName name={name} /> <span className="quiet">{shown}</span>
        </>
      }
    />
  )
}

interface OutputRibbonProps extends LayerRibbonProps {
  readonly places: NumberReading['places']
}

function OutputRibbon({ layer: output, sweep, paper, places }: OutputRibbonProps) {
  const { t } = useTranslation('number')
  const network = useLab((state) => state.network)
  const picture = useCallback(
    (colour: string) =>
      outputRibbon(
        networkOf(network.variant, network.activation, network),
        output,
        places,
        shadesOf(colour),
      ),
    [network, output, places],
  )
  const cell = (place: number, digit: number): CSSProperties & Record<`--${string}`, number> => ({
    '--centre': (sweep.left + (output.left + (place + 0.5) * output.step) * sweep.pixel) / paper,
    '--row': digit,
  })
  return (
    <Ribbon
      layer={output}
      sweep={sweep}
      paper={paper}
      picture={picture}
      label={t('sweep.outputLabel')}
      caption={
        <>
          <RibbonName name="output" /> <span className="quiet">{t('sweep.outputAbout')}</span>
        </>
      }
    >
      {places.map(
        ({ digit, isRead }, place) =>
          isRead && (
            <span key={place} className="sweep-digit" style={cell(place, digit)} aria-hidden="true">
              {digit}
            </span>
          ),
      )}
    </Ribbon>
  )
}
