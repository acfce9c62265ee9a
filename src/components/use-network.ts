import { useMemo } from 'react'
import type { Network } from '../core/network/description'
import { networkOf } from '../core/network/variants'
import { useLab } from './use-lab'

/** The description of the network on the page. */
export function useNetwork(): Network {
  const choice = useLab(({ network }) => network)
  return useMemo(() => networkOf(choice.variant, choice.activation, choice), [choice])
}
