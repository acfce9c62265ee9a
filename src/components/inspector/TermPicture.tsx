import { type CSSProperties, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readByUnit } from '../../core/explain/sight'
import type { LayerUnit } from '../../core/explain/unit'
import type { Network } from '../../core/network/description'
import { useInspection } from '../inspect/inspection'
import {
  cellOrigin,
  TERM_ROLES,
  type TermLayout,
  termAt,
  termBeside,
  termLayout,
  termShape,
} from './term-layout'
import { useBoxWidth } from './use-box-width'
import { usePaintedTerms } from './use-painted-terms'
import { useTermPointing } from './use-term-pointing'

/** Where the picture should end, so that the sum and its terms are on the screen together. */
const MOST_HEIGHT = 366

interface TermPictureProps {
  readonly network: Network
  readonly unit: LayerUnit
}

/** Inputs × weights = products of one unit, map by map; each term can be pointed at. */
export function TermPicture({ network, unit }: TermPictureProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useBoxWidth(box)
  const layout = useMemo(
    () => width && termLayout(termShape(readByUnit(network, unit)), width, MOST_HEIGHT),
    [network, unit, width],
  )
  return (
    <div className="terms">
      <div ref={box}>{layout && <TermCanvas network={network} unit={unit} layout={layout} />}</div>
    </div>
  )
}

interface TermCanvasProps extends TermPictureProps {
  readonly layout: TermLayout
}

function TermCanvas({ network, unit, layout }: TermCanvasProps) {
  const { t } = useTranslation('inspector')
  const canvas = useRef<HTMLCanvasElement>(null)
  const scales = useRef<HTMLSpanElement>(null)
  const help = useId()
  usePaintedTerms(canvas, scales, network, unit, layout)
  const pointing = useTermPointing(network, unit, {
    at: (x, y) => termAt(layout, x, y),
    beside: (index, dx, dy) => termBeside(layout, index, dx, dy),
  })
  return (
    <>
      <p className="term-scales quiet">
        <span ref={scales} className="changing-line" />
      </p>
      <div className="term-picture" style={{ width: layout.width, height: layout.height }}>
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is drawn on a canvas and takes arrow keys */}
        <canvas
          ref={canvas}
          data-testid="terms"
          tabIndex={0}
          role="application"
          aria-label={t('terms.label')}
          aria-describedby={help}
          {...pointing}
        />
        <TermMarkers layout={layout} />
      </div>
      <span id={help} hidden>
        {t('terms.keys')}
      </span>
    </>
  )
}

/** The term that is pointed at, in all three pictures. */
function TermMarkers({ layout }: { readonly layout: TermLayout }) {
  const index = useInspection(({ term }) => term?.index ?? null)
  if (index === null || index >= layout.groups * layout.rows * layout.columns) return null
  return TERM_ROLES.map((role) => {
    const { x, y } = cellOrigin(layout, index, role)
    const place: CSSProperties = { left: x, top: y, width: layout.cell, height: layout.cell }
    return <span key={role} className="term-marker" style={place} aria-hidden="true" />
  })
}
