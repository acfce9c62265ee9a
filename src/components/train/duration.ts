const MINUTE = 60
const HOUR = 60 * MINUTE

/**
 * A duration in the words of a language: "12 sec", "2 min 5 sec", "1 hr 3 min".
 *
 * Rounded up, so that nothing that is still running has 0 seconds left.
 *
 * @param seconds - At least 0.
 * @returns Null where the duration is not known (not finite or negative).
 */
export function durationWords(seconds: number, language: string): string | null {
  if (!Number.isFinite(seconds) || seconds < 0) return null
  const whole = Math.ceil(seconds)
  const words = (value: number, unit: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
  if (whole < MINUTE) return words(whole, 'second')
  const [large, small, unit] =
    whole < HOUR
      ? [words(Math.floor(whole / MINUTE), 'minute'), whole % MINUTE, 'second' as const]
      : [
          words(Math.floor(whole / HOUR), 'hour'),
          Math.floor((whole % HOUR) / MINUTE),
          'minute' as const,
        ]
  return small === 0 ? large : `${large} ${words(small, unit)}`
}
