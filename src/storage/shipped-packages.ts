import * as v from 'valibot'

const shippedPackage = v.pipe(
  v.strictObject({
    name: v.string(),
    version: v.string(),
    /** Its SPDX identifier, such as `MIT`. */
    licence: v.nullable(v.string()),
    /** Null where the package brings no text. */
    text: v.nullable(v.string()),
  }),
  v.readonly(),
)
/** A package whose code is part of the page. */
export type ShippedPackage = v.InferOutput<typeof shippedPackage>

/** The list that the build writes beside the page. */
export const PACKAGES_FILE = 'licences.json'

/**
 * The packages that the page is made of.
 *
 * @param folder - Address of the page's folder, with a slash at its end.
 * @throws {Error} If the list is not there or is none.
 */
export async function loadShippedPackages(folder: string): Promise<readonly ShippedPackage[]> {
  const response = await fetch(`${folder}${PACKAGES_FILE}`)
  if (!response.ok) throw new Error(`loadShippedPackages: ${response.status}`)
  return v.parse(v.array(shippedPackage), await response.json())
}
