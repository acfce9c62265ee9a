import { CLASSES, NOT_A_DIGIT } from '../../core/network/description'

/** What a drawing may be said to show: the ten digits, then none. */
export const LABELS: readonly number[] = Array.from({ length: CLASSES + 1 }, (_, label) => label)

/** The words of a label; `digit` is to be given with them. */
export const labelKey = (label: number): 'label.none' | 'label.digit' =>
  label === NOT_A_DIGIT ? 'label.none' : 'label.digit'
