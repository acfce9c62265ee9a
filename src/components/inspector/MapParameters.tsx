import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subsampling } from '../../core/network/description'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { whatWeightsShow } from './what-weights-show'

/** The two numbers that each map of a subsampling layer has learnt. */
export function MapParameters({ layer }: { readonly layer: Subsampling }) {
  const { t } = useTranslation('inspector')
  const format = useFormat()
  const body = useRef<HTMLTableSectionElement>(null)
  const paint = useCallback(
    ([weights]: ReturnType<typeof whatWeightsShow>) => {
      const roles = ['coefficient', 'bias'] as const
      for (const [line, row] of [...(body.current?.rows ?? [])].entries()) {
        const values = weights?.[`${layer.name}.${roles[line]}`]
        for (const [map, cell] of [...row.querySelectorAll('td')].entries()) {
          const value = values?.[map]
          writeText(cell, value === undefined ? '–' : format.value(value))
        }
      }
    },
    [layer, format],
  )
  usePainted(whatWeightsShow, paint)
  const maps = Array.from({ length: layer.maps }, (_, map) => map)
  return (
    <div className="kernels-box">
      <table className="map-parameters">
        <thead>
          <tr>
            <th scope="col">{t('kernels.mapHead')}</th>
            {maps.map((map) => (
              <th key={map} scope="col">
                {map + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {(['coefficient', 'bias'] as const).map((role) => (
            <tr key={role}>
              <th scope="row">{t(`equation.${role}`)}</th>
              {maps.map((map) => (
                <td key={map} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
