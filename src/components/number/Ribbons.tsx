import { type CSSProperties, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { WideLayerValues } from '../../core/network/sweep'
import { sweepText } from '../../core/numbers/read-sweep'
import type { NumberReading } from '../../worker/protocol'
import { shadesOf } from '../draw/ink-picture'
import { signedColourTable } from '../inspect/signed-colours'
import { Ribbon } from './Ribbon'
import { layerRibbon, liveliestMap, outputRibbon } from './ribbon-picture'

/** F6 would be one more strip of units like C5's. */
const SHOWN = ['C1', 'S2', 'C3', 'S4', 'C5']

interface RibbonsProps {
  readonly reading: NumberReading
  /** Of the paper, in pad units. */
  readonly paper: number
}

/** The network swept over the line: a ribbon for every layer, the output last. */
export function Ribbons({ reading, paper }: RibbonsProps) {
  const { t } = useTranslation('number')
  const { layers, sweep, places } = reading
  const output = layers.at(-1)
  return (
    <section className="ribbons" aria-labelledby="heading-ribbons">
      <h3 id="heading-ribbons" className="panel-title">
        {t('sweep.title')}
      </h3>
      <p className="quiet ribbons-about">{t('sweep.about')}</p>
      {layers
        .filter(({ name }) => SHOWN.includes(name))
        .map((layer) => (
          <LayerRibbon key={layer.name} layer={layer} sweep={sweep} paper={paper} />
        ))}
      {output !== undefined && <OutputRibbon output={output} reading={reading} paper={paper} />}
      <p className="quiet" data-testid="sweep-reading">
        {sweepText(places) === ''
          ? t('sweep.silent')
          : t('sweep.reading', { text: sweepText(places) })}
      </p>
    </section>
  )
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
          <strong>{name}</strong> <span className="quiet">{shown}</span>
        </>
      }
    />
  )
}

interface OutputRibbonProps {
  readonly output: WideLayerValues
  readonly reading: NumberReading
  readonly paper: number
}

function OutputRibbon({ output, reading: { sweep, places }, paper }: OutputRibbonProps) {
  const { t } = useTranslation('number')
  const picture = useCallback(
    (colour: string) => outputRibbon(output, places, shadesOf(colour)),
    [output, places],
  )
  const centre = (place: number): CSSProperties & Record<`--${string}`, number> => ({
    '--centre': (sweep.left + (output.left + (place + 0.5) * output.step) * sweep.pixel) / paper,
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
          <strong>{t('sweep.output')}</strong>{' '}
          <span className="quiet">{t('sweep.outputAbout')}</span>
        </>
      }
    >
      {places.map(
        ({ digit, isRead }, place) =>
          isRead && (
            <span key={place} className="sweep-digit" style={centre(place)} aria-hidden="true">
              {digit}
            </span>
          ),
      )}
    </Ribbon>
  )
}
