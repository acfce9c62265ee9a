/** Writes words where they are others: a browser lays out anew what is written, though it is the same. */
export function writeText(element: Element | null, text: string): void {
  if (element === null || element.textContent === text) return
  const { firstChild } = element
  // The same text node: a new one would have to be laid out from nothing.
  if (firstChild instanceof Text && element.childNodes.length === 1) firstChild.data = text
  else element.textContent = text
}
