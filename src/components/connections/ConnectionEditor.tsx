import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { C3_INPUTS, C3_MAPS, type ConnectionTable } from '../../core/network/c3-connections'
import type { Network } from '../../core/network/description'
import { NOTHING_LIT, useInspectionStore } from '../inspect/inspection'
import { STEPS } from '../inspect/use-unit-pointing'
import { family } from '../inspector/family'
import { useBoxWidth } from '../inspector/use-box-width'
import { toggledLink } from './toggled-link'

/** A possible link: a map of C3, and a map of S2 that it may read. */
interface Link {
  readonly map: number
  readonly from: number
}

interface ConnectionEditorProps {
  /** The network with the table. */
  readonly network: Network
  readonly table: ConnectionTable
  readonly onChanged: (table: ConnectionTable) => void
}

/** With less room than this, in CSS pixels, the maps of C3 go down and not across. */
const ROOM_FOR_ALL = 412

const counted = (count: number) => Array.from({ length: count }, (_, index) => index)

const LINKS: readonly Link[] = counted(C3_INPUTS).flatMap((from) =>
  counted(C3_MAPS).map((map) => ({ map, from })),
)

/**
 * The table of C3's connections as a grid of checkboxes: one stop of the Tab key, arrows move within,
 * Space makes and cuts a link. What a link joins lights up in the layers.
 */
export function ConnectionEditor({ network, table, onChanged }: ConnectionEditorProps) {
  const { t } = useTranslation('train')
  const store = useInspectionStore()
  const box = useRef<HTMLDivElement>(null)
  const width = useBoxWidth(box)
  const help = useId()
  const [current, setCurrent] = useState<Link>({ map: 0, from: 0 })
  const [words, setWords] = useState<{ text: string; isRefusal: boolean } | null>(null)
  const isAcross = (width ?? ROOM_FOR_ALL) >= ROOM_FOR_ALL
  const nameOf = ({ map, from }: Link, reads: boolean) =>
    t(reads ? 'connections.reads' : 'connections.skips', { map: map + 1, from: from + 1 })
  const show = (link: Link) => {
    const reads = table[link.map]!.includes(link.from)
    setWords({ text: nameOf(link, reads), isRefusal: false })
    store.setState({ ...NOTHING_LIT, lit: family(network, 'C3', link.map, link.from) })
  }
  const leave = () => {
    setWords(null)
    store.setState(NOTHING_LIT)
  }
  const toggle = (link: Link) => {
    const edited = toggledLink(table, link.map, link.from)
    if (edited === null) {
      setWords({ text: t('connections.last', { map: link.map + 1 }), isRefusal: true })
      return
    }
    setWords({ text: nameOf(link, edited[link.map]!.includes(link.from)), isRefusal: false })
    onChanged(edited)
  }
  const moveByKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const [across, down] = isAcross ? step : step.toReversed()
    const map = Math.min(C3_MAPS - 1, Math.max(0, current.map + (across ?? 0)))
    const from = Math.min(C3_INPUTS - 1, Math.max(0, current.from + (down ?? 0)))
    box.current?.querySelector<HTMLElement>(`[data-link="${map},${from}"]`)?.focus()
  }
  return (
    <div ref={box} className="connection-editor" data-across={isAcross}>
      <span className="connection-axes quiet" aria-hidden="true">
        {isAcross ? 'S2↓ C3→' : 'C3↓ S2→'}
      </span>
      {counted(C3_MAPS).map((map) => (
        <Head key={`C3 ${map}`} place={{ '--map': map }} number={map + 1} />
      ))}
      {counted(C3_INPUTS).map((from) => (
        <Head key={`S2 ${from}`} place={{ '--from': from }} number={from + 1} />
      ))}
      {LINKS.map((link) => (
        <input
          key={`${link.map},${link.from}`}
          type="checkbox"
          style={placed({ '--map': link.map, '--from': link.from })}
          data-link={`${link.map},${link.from}`}
          aria-label={nameOf(link, true)}
          aria-describedby={help}
          tabIndex={link.map === current.map && link.from === current.from ? 0 : -1}
          checked={table[link.map]!.includes(link.from)}
          onChange={() => toggle(link)}
          onKeyDown={moveByKey}
          onFocus={() => {
            setCurrent(link)
            show(link)
          }}
          onBlur={leave}
          onPointerEnter={() => show(link)}
          onPointerLeave={leave}
        />
      ))}
      <p
        id={help}
        className="connection-words"
        data-refused={words?.isRefusal ?? false}
        aria-live={words?.isRefusal ? 'polite' : 'off'}
      >
        {words?.text ?? <span className="quiet">{t('connections.help')}</span>}
      </p>
    </div>
  )
}

type Place = Readonly<Record<`--${string}`, number>>

const placed = (place: Place): CSSProperties & Place => place

function Head({ place, number }: { readonly place: Place; readonly number: number }) {
  return (
    <span className="connection-head quiet" style={placed(place)} aria-hidden="true">
      {number}
    </span>
  )
}
