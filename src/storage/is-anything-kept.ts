/**
 * Whether this device may keep something of before: the page's database is there. Never rejects.
 *
 * @param open - Even looking at `indexedDB` throws where storage is denied.
 */
export async function isAnythingKept(open: () => IDBFactory): Promise<boolean> {
  try {
    return (await open().databases()).length > 0
  } catch {
    return false // denied, or a browser that does not tell
  }
}
