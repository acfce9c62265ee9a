import { useTranslation } from 'react-i18next'

export interface Format {
  /** A count or a measure, with at most that many decimals and at least so many; none unless told. */
  number(value: number, decimals?: number, least?: number): string
  /** A share 0..1 as a percentage; always with that many decimals, so that it keeps its width. */
  percent(share: number, decimals?: number): string
  /** A value of a unit: three significant digits, sign kept, a true minus. */
  value(value: number): string
}

/** Numbers in the words of a language. */
export function formatIn(language: string): Format {
  const numbers = new Map<string, Intl.NumberFormat>()
  const cached = (key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const known = numbers.get(key) ?? new Intl.NumberFormat(language, options)
    numbers.set(key, known)
    return known
  }
  return {
    number: (value, decimals = 0, least = 0) =>
      cached(`number ${decimals} ${least}`, {
        minimumFractionDigits: least,
        maximumFractionDigits: decimals,
      }).format(value),
    percent: (share, decimals = 1) =>
      cached(`percent ${decimals}`, {
        style: 'percent',
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(share),
    value: (value) =>
      cached('value', {
        minimumSignificantDigits: 3,
        maximumSignificantDigits: 3,
        signDisplay: 'negative',
      })
        .format(value)
        .replace('-', '−'),
  }
}

/** One for each language: a browser takes milliseconds to make a number format. */
const formats = new Map<string, Format>()

/** Number formats of the page's language. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const known = formats.get(i18n.language) ?? formatIn(i18n.language)
  formats.set(i18n.language, known)
  return known
}
