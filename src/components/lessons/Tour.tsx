import { X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answeredWith } from '../../store/answer'
import { useInspectionStore } from '../inspect/inspection'
import { useLab, useLabStore } from '../use-lab'
import { drive, PLACES, STOPS, type Stop, sampleDrawing, TOUR_DIGIT } from './tour-stops'
import { useAnchor } from './use-anchor'
import { useRoomBeside } from './use-room-beside'
import { useTourWords } from './use-tour-words'
import './tour.css'

interface TourProps {
  /** 0 for the first. */
  readonly at: number
  readonly onMoved: (to: number) => void
  /** The tour is put aside at this stop, or is over. */
  readonly onLeft: (isOver: boolean) => void
}

/** Leads from pixel to answer on the page itself, which can be used all the while. */
export function Tour({ at, onMoved, onLeft }: TourProps) {
  const stop = STOPS[at]!
  const { anchor, within, beside, side } = PLACES[stop]
  const element = useAnchor(within, anchor)
  const neighbour = useAnchor(beside, within, anchor)
  const isBeside = useRoomBeside(neighbour, side)
  const reference = useMemo(
    () => ({ current: isBeside ? neighbour : FOOT_OF_PAGE }),
    [isBeside, neighbour],
  )
  const content = useRef<HTMLDivElement>(null)
  usePageReady()
  useStop(stop)
  useInSight(element, isBeside)
  if (element === null) return null
  return (
    <Popover.Root open onOpenChange={(isOpen) => isOpen || onLeft(false)}>
      <Popover.Anchor virtualRef={reference} />
      <Popover.Content
        key={stop}
        ref={content}
        className="popover tour"
        data-testid="tour"
        data-stop={stop}
        aria-labelledby="tour-title"
        side={isBeside ? side : 'top'}
        align={isBeside ? 'start' : 'center'}
        sideOffset={10}
        collisionPadding={8}
        sticky="always"
        onInteractOutside={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => {
          // Elsewhere the key closes what has the keyboard.
          if (content.current?.contains(document.activeElement) === false) event.preventDefault()
        }}
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          content.current?.querySelector<HTMLElement>('#tour-title')?.focus({ preventScroll: true })
        }}
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <StopCard stop={stop} at={at} onMoved={onMoved} onLeft={onLeft} />
      </Popover.Content>
    </Popover.Root>
  )
}

/** Where there is room for the card when there is none beside what it speaks of, as on a phone. */
const FOOT_OF_PAGE = { getBoundingClientRect: () => new DOMRect(0, innerHeight, innerWidth, 0) }

interface StopCardProps extends TourProps {
  readonly stop: Stop
}

function StopCard({ stop, at, onMoved, onLeft }: StopCardProps) {
  const { t } = useTranslation('tour')
  const { title, sentences } = useTourWords(stop)
  const isRead = useIsRead()
  const drawingPlaced = useLab((state) => state.drawingPlaced)
  const isLast = at === STOPS.length - 1
  const mayGoOn = stop !== 'draw' || isRead
  return (
    <div ref={lettingTabThrough}>
      <p className="quiet">{t('place', { at: at + 1, of: STOPS.length })}</p>
      <h2 id="tour-title" className="tour-title" tabIndex={-1}>
        {title}
      </h2>
      <button
        type="button"
        className="icon-button tour-leave"
        data-testid="tour-leave"
        aria-label={t('leave')}
        title={t('leave')}
        onClick={() => onLeft(false)}
      >
        <X aria-hidden="true" />
      </button>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {stop === 'draw' && (
        <>
          <p className="tour-task" role="status" data-done={isRead}>
            {t(isRead ? 'draw.done' : 'draw.waiting', { seven: TOUR_DIGIT })}
          </p>
          <button
            type="button"
            className="link"
            data-testid="tour-sample"
            onClick={() => drawingPlaced(sampleDrawing())}
          >
            {t('draw.sample')}
          </button>
        </>
      )}
      <div className="tour-foot">
        <button
          type="button"
          className="button"
          data-testid="tour-back"
          disabled={at === 0}
          onClick={() => onMoved(at - 1)}
        >
          {t('back')}
        </button>
        <button
          type="button"
          className="button tour-next"
          data-testid="tour-next"
          disabled={!mayGoOn}
          onClick={() => (isLast ? onLeft(true) : onMoved(at + 1))}
        >
          {t(isLast ? 'finish' : 'next')}
        </button>
      </div>
    </div>
  )
}

/** A popover keeps the Tab key to itself; this one stands beside a page that is to be used. */
function lettingTabThrough(card: HTMLElement | null): () => void {
  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Tab') event.stopPropagation()
  }
  card?.addEventListener('keydown', keep)
  return () => card?.removeEventListener('keydown', keep)
}

/** Whether the digit was read since the stop was reached; to draw on afterwards undoes nothing. */
function useIsRead(): boolean {
  const isNow = useLab((state) => answeredWith(state) === TOUR_DIGIT)
  const [was, setWas] = useState(isNow)
  if (isNow && !was) setWas(true)
  return was
}

/** The tour needs the pad for one digit and every panel that a link may have hidden. */
function usePageReady(): void {
  const store = useLabStore()
  useEffect(() => {
    const { hiddenPanels, allPanelsShown, pad, padChosen } = store.getState()
    if (hiddenPanels.length > 0) allPanelsShown()
    if (pad !== 'digit') padChosen('digit')
  }, [store])
}

/** How long the inspector takes to open and to be scrolled to, in milliseconds. */
const OPENING_MS = 300

/** Brings the page to the stop, once there is something to show. */
function useStop(stop: Stop): void {
  const lab = useLabStore()
  const inspection = useInspectionStore()
  const isRead = useLab(({ reading }) => reading !== null)
  useEffect(() => {
    const { reading, drawingPlaced } = lab.getState()
    if (isRead || stop === 'draw') drive(stop, reading, inspection)
    else drawingPlaced(sampleDrawing())
  }, [stop, isRead, lab, inspection])
}

/**
 * Frames what the stop points at and brings it into view, above the card where that is at the foot of
 * the page.
 */
function useInSight(element: Element | null, isBeside: boolean): void {
  useEffect(() => {
    if (element === null) return
    element.setAttribute('data-tour', isBeside ? 'beside' : 'above')
    const timer = setTimeout(() => {
      const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'
      element.scrollIntoView({ block: 'nearest', behavior })
    }, OPENING_MS)
    return () => {
      clearTimeout(timer)
      element.removeAttribute('data-tour')
    }
  }, [element, isBeside])
}
