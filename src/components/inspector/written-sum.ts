import type { Explained } from './explained'

/**
 * The whole sum of a unit as one line of arithmetic, every term of it.
 *
 * @param value - Writes a number.
 */
export function writtenSum(
  { layer, sum: { inputs, weights, bias, sum } }: Explained,
  value: (value: number) => string,
): string {
  const signed = (number: number) => (number < 0 ? `(${value(number)})` : value(number))
  const terms = Array.from(inputs, (input, index) => [input, weights[index]!] as const)
  const added = bias === null ? '' : ` + ${signed(bias)}`
  switch (layer.kind) {
    case 'convolution':
    case 'fullyConnected':
      return `${terms.map(([input, weight]) => `${signed(input)} × ${signed(weight)}`).join(' + ')}${added} = ${value(sum)}`
    case 'averagePooling':
      return `(${terms.map(([input]) => signed(input)).join(' + ')}) ÷ ${terms.length} = ${value(sum)}`
    case 'maxPooling':
      return `max(${terms.map(([input]) => value(input)).join('; ')}) = ${value(sum)}`
    case 'subsampling':
      return `${signed(weights[0]!)} × (${terms.map(([input]) => signed(input)).join(' + ')})${added} = ${value(sum)}`
    case 'radialBasis':
      return `−(${terms.map(([input, code]) => `(${value(input)} − ${signed(code)})²`).join(' + ')}) = ${value(sum)}`
  }
}
