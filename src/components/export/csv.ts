export type CsvValue = string | number | null

/**
 * A table as RFC 4180 wants it: lines end with CR LF, and what holds a comma, a quote or a line's end
 * is quoted. Numbers have a dot in every language; nothing is written for null.
 *
 * @param rows - The first is the header.
 */
export const csvText = (rows: readonly (readonly CsvValue[])[]): string =>
  rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')

function written(value: CsvValue): string {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
