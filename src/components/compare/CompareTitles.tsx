import { Pin as PinIcon } from 'lucide-react'
import { type RefObject, useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Network } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import type { Pin, WeightsOrigin } from '../inspect/inspection'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import type { Kept } from './comparison'
import { originOf } from './weights-origin'

interface CompareTitlesProps {
  readonly pin: Pin
  readonly kept: Kept
  readonly pinned: Network
  readonly now: Network
}

const whatTitlesShow = ({ reading, weightsSource, trainedRuns, runNumber }: LabState) => ({
  reading,
  weightsSource,
  trainedRuns,
  runNumber,
})

/** Over the three columns, in sight with all of them: which is which, and whose weights they are. */
export function CompareTitles({ pin, kept, pinned, now }: CompareTitlesProps) {
  const { t } = useTranslation('compare')
  const { t: page } = useTranslation()
  const ofPinned = useRef<HTMLSpanElement>(null)
  const ofNow = useRef<HTMLSpanElement>(null)
  const words = useOriginWords()
  const paint = useCallback(
    (state: ReturnType<typeof whatTitlesShow>) => {
      const present = originOf(state)
      write(ofNow, words(present))
      write(ofPinned, words(kept === 'drawing' ? present : pin.origin))
    },
    [pin, kept, words],
  )
  usePainted(whatTitlesShow, paint)
  const nameOf = ({ variant }: Network) => page(`head.variant.${variant}`)
  return (
    <div className="compare-row compare-titles">
      <div data-testid="compare-pinned">
        <h3>
          <PinIcon aria-hidden="true" />
          {t(`pinned.${kept}`)}
        </h3>
        <p className="compare-weights quiet">
          <span>{nameOf(pinned)}</span> <span ref={ofPinned} />
        </p>
      </div>
      <div data-testid="compare-now">
        <h3>{t('now')}</h3>
        <p className="compare-weights quiet">
          <span>{nameOf(now)}</span> <span ref={ofNow} />
        </p>
      </div>
      <div>
        <h3>{t('difference')}</h3>
        <p className="quiet">{t('lessPinned')}</p>
      </div>
    </div>
  )
}

function write({ current }: RefObject<HTMLElement | null>, words: string): void {
  if (current !== null && current.textContent !== words) current.textContent = words
}

/** "film of run 2: epoch 1, step 40". */
function useOriginWords(): (origin: WeightsOrigin | null) => string {
  const { t } = useTranslation('compare')
  const format = useFormat()
  return useCallback(
    (origin) => {
      if (origin === null) return ''
      switch (origin.kind) {
        case 'shipped':
        case 'hand':
          return t(`origin.${origin.kind}`)
        case 'opened':
          return t('origin.opened', { file: origin.file })
        case 'run':
        case 'film': {
          const run = format.number(origin.run)
          if (origin.step === 0) return t(`origin.${origin.kind}Start`, { run })
          const [epoch, step] = [format.number(origin.epoch), format.number(origin.step)]
          return t(`origin.${origin.kind}`, { run, epoch, step })
        }
      }
    },
    [t, format],
  )
}
