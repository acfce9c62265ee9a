import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { unitIndex } from '../../core/explain/unit'
import { evidenceOf } from '../../core/metrics/evidence'
import { CLASSES, IMAGE_SIDE, NOT_A_DIGIT } from '../../core/network/description'
import { softmax } from '../../core/network/softmax'
import { useInspection } from '../inspect/inspection'
import { useFormat } from '../use-format'
import { type EvidenceMaps, rubbishLogitOf } from './evidence-maps'
import type { Why, WhyStore, WhySubject } from './why-work'

interface WhyReadoutProps {
  readonly why: WhyStore
  readonly subject: WhySubject
  readonly maps: NonNullable<Why['maps']>
  readonly shown: readonly EvidenceMaps[]
}

/** What is known of the pixel that is pointed at, in lines of their own that never move. */
export function WhyReadout({ why, subject, maps, shown }: WhyReadoutProps) {
  const { t } = useTranslation('why')
  const pixel = useInspection(({ pointed }) => (pointed?.plane === 'image' ? pointed : null))
  const byKeys = useInspection((inspection) => inspection.byKeys)
  const lines = useReadoutLines(subject, maps, shown)
  const found = useStore(why, ({ change }) => change?.found)
  const at = pixel && unitIndex(IMAGE_SIDE, pixel)
  const isErased = at !== null && found?.erased.includes(at)
  const isInked = at !== null && found?.inked.includes(at)
  return (
    <div
      className="answer-look-readout why-readout"
      data-testid="why-readout"
      aria-live={byKeys ? 'polite' : 'off'}
    >
      {pixel === null || at === null ? (
        <p className="quiet">{t('readout.hint')}</p>
      ) : (
        <>
          <p>
            {t('readout.pixel', { row: pixel.row + 1, column: pixel.column + 1 })}
            {isErased && ` ${t('readout.erased')}`}
            {isInked && ` ${t('readout.inked')}`}
          </p>
          <p>{lines.covering(at)}</p>
          <p>{lines.ink(at)}</p>
        </>
      )}
    </div>
  )
}

function useReadoutLines(
  { reading }: WhySubject,
  maps: WhyReadoutProps['maps'],
  shown: readonly EvidenceMaps[],
) {
  const { t } = useTranslation('why')
  const format = useFormat()
  const signed = (value: number) => `${value > 0 ? '+' : ''}${format.value(value)}`
  const rubbishLogit = rubbishLogitOf(reading)
  /** "7 from 99.9 % to 80 % (−2.1)"; of no digit by its evidence. */
  const part = ({ answer, covering }: EvidenceMaps, at: number): string => {
    const covered = maps.covered.subarray(at * CLASSES, (at + 1) * CLASSES)
    const [before, after] = [maps.logits, covered].map((logits) => {
      if (answer === NOT_A_DIGIT) return format.value(evidenceOf(logits))
      return format.percent(softmax(logits, new Float32Array(CLASSES), rubbishLogit)[answer]!)
    })
    const change = signed(covering[at]!)
    return answer === NOT_A_DIGIT
      ? t('readout.evidence', { before, after })
      : t('readout.change', { digit: answer, before, after, change })
  }
  const list = (parts: readonly string[]) => parts.join(t('readout.separator'))
  return {
    covering: (at: number) =>
      t('readout.covering', { side: maps.patch, parts: list(shown.map((map) => part(map, at))) }),
    ink: (at: number) =>
      t('readout.ink', {
        parts: list(
          shown.map(({ answer, ink }) =>
            t('readout.slope', {
              answer: answer === NOT_A_DIGIT ? t('notADigit') : answer,
              slope: signed(ink[at]!),
            }),
          ),
        ),
      }),
  }
}
