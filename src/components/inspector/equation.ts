import type { UnitSum } from '../../core/explain/unit-sum'
import type { Layer } from '../../core/network/description'

/** One number of the line from a unit's terms to its value. */
export interface EquationPart {
  readonly operator: '' | '×' | '+' | '−' | '=' | '→'
  /** Key of its label in the panel's words. */
  readonly label:
    | 'products'
    | 'mean'
    | 'largest'
    | 'coefficient'
    | 'inputs'
    | 'squares'
    | 'bias'
    | 'sum'
    | 'logit'
    | 'value'
  readonly of: (sum: UnitSum) => number
}

const total = (values: Float64Array): number => values.reduce((all, value) => all + value, 0)

const BIAS: EquationPart = { operator: '+', label: 'bias', of: ({ bias }) => bias ?? 0 }

/** From a unit's terms to its value, in the order of computing. */
export function equationOf(layer: Layer): readonly EquationPart[] {
  const isOutput = layer.name === 'output'
  const sum: EquationPart = {
    operator: '=',
    label: isOutput ? 'logit' : 'sum',
    of: (terms) => terms.sum,
  }
  const passedOn = !isOutput && layer.activation === 'identity'
  const value: EquationPart = { operator: '→', label: 'value', of: (terms) => terms.value }
  return [...termParts(layer), ...(isPooling(layer) ? [] : [sum]), ...(passedOn ? [] : [value])]
}

const isPooling = ({ kind }: Layer): boolean => kind === 'averagePooling' || kind === 'maxPooling'

function termParts({ kind }: Layer): readonly EquationPart[] {
  switch (kind) {
    case 'convolution':
    case 'fullyConnected':
      return [{ operator: '', label: 'products', of: ({ products }) => total(products) }, BIAS]
    case 'averagePooling':
      return [{ operator: '', label: 'mean', of: ({ sum }) => sum }]
    case 'maxPooling':
      return [{ operator: '', label: 'largest', of: ({ sum }) => sum }]
    case 'subsampling':
      return [
        { operator: '', label: 'coefficient', of: ({ weights }) => weights[0]! },
        { operator: '×', label: 'inputs', of: ({ inputs }) => total(inputs) },
        BIAS,
      ]
    case 'radialBasis':
      return [{ operator: '−', label: 'squares', of: ({ products }) => -total(products) }]
  }
}
