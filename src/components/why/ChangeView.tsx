import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { MOST_CHANGES } from '../../core/explain/change-of-mind'
import { CLASSES, IMAGE_SIDE, NOT_A_DIGIT } from '../../core/network/description'
import { softmax } from '../../core/network/softmax'
import type { PadReading, WhyChange } from '../../worker/protocol'
import { createInkBitmap, inkColourOf } from '../draw/ink-picture'
import { useSeenTheme } from '../use-document-view'
import { useFormat } from '../use-format'
import { rubbishLogitOf } from './evidence-maps'
import { PixelMap } from './PixelMap'
import type { WhyStore, WhySubject } from './why-work'

interface ChangeViewProps {
  readonly why: WhyStore
  readonly subject: WhySubject
  readonly wanted: number
}

/** Few pixels that would make the network answer otherwise, on the drawing and in words. */
export function ChangeView({ why, subject, wanted }: ChangeViewProps) {
  const { t } = useTranslation('why')
  const change = useStore(why, (state) => state.change)
  const { ink } = subject.reading.stages.image
  const theme = useSeenTheme()
  const paint = useMemo(() => {
    const inkBitmap = createInkBitmap()
    return (context: CanvasRenderingContext2D) => {
      context.clearRect(0, 0, IMAGE_SIDE, IMAGE_SIDE)
      const bitmap = inkBitmap({ side: IMAGE_SIDE, ink }, inkColourOf(context.canvas))
      context.drawImage(bitmap, 0, 0)
    }
    // Another theme has another ink.
  }, [ink, theme])
  const found = change?.found ?? null
  const sentence = useChangeSentence(subject.reading)
  const words =
    change === null
      ? t('change.searching')
      : found === null
        ? t(wanted === NOT_A_DIGIT ? 'change.noneRefused' : 'change.none', {
            count: MOST_CHANGES,
            digit: wanted,
          })
        : sentence(found, wanted)
  return (
    <section className="why-group why-change" aria-labelledby="why-change">
      <h3 id="why-change" className="why-group-title">
        {t('change.title')}
      </h3>
      <p
        role="status"
        data-testid="why-change-words"
        data-found={change === null ? undefined : found !== null}
      >
        {words}
      </p>
      <figure>
        <PixelMap label={t('change.picture')} testId="why-change-picture" paint={paint}>
          {found !== null && (
            <>
              <path className="pixel-erased" d={found.erased.map(crossed).join('')} />
              <path className="pixel-inked" d={found.inked.map(filled).join('')} />
            </>
          )}
        </PixelMap>
        <figcaption className="change-key">
          {(['erased', 'inked'] as const).map((kind) => (
            <span key={kind}>
              <svg viewBox="0 0 1 1" aria-hidden="true">
                <path className={`pixel-${kind}`} d={(kind === 'erased' ? crossed : filled)(0)} />
              </svg>
              {t(`change.${kind}`)}
            </span>
          ))}
        </figcaption>
      </figure>
      <p className="quiet why-about">{t('change.greedy')}</p>
    </section>
  )
}

function useChangeSentence(
  reading: PadReading,
): (found: NonNullable<WhyChange['found']>, wanted: number) => string {
  const { t } = useTranslation('why')
  const format = useFormat()
  return useCallback(
    ({ inked, erased, logits }, wanted) => {
      const erase = erased.length === 0 ? null : t('change.erase', { count: erased.length })
      const change =
        erase === null
          ? t('change.ink', { count: inked.length })
          : inked.length === 0
            ? erase
            : t('change.eraseAndInk', { erase, count: inked.length })
      if (wanted === NOT_A_DIGIT) return t('change.refused', { change })
      const shares = softmax(logits, new Float32Array(CLASSES), rubbishLogitOf(reading))
      return t('change.reads', { change, digit: wanted, share: format.percent(shares[wanted]!) })
    },
    [reading, t, format],
  )
}

const corner = (pixel: number): string => `M${pixel % IMAGE_SIDE} ${Math.floor(pixel / IMAGE_SIDE)}`

/** A pixel's square, filled. */
const filled = (pixel: number): string => `${corner(pixel)}h1v1h-1z`

/** A pixel's square with both diagonals. */
const crossed = (pixel: number): string => `${filled(pixel)}l1 1m-1 0l1-1`
