import { loadShippedPackages, type ShippedPackage } from '../storage/shipped-packages'

export type { ShippedPackage } from '../storage/shipped-packages'

/** What the page is made of, from the list that was built beside it. */
export const shippedPackages = (): Promise<readonly ShippedPackage[]> =>
  loadShippedPackages(new URL('.', document.baseURI).href)
