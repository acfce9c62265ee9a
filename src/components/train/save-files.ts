interface FileToSave {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Saves files where the browser keeps downloads, one after the other. */
export async function saveFiles(files: readonly FileToSave[]): Promise<void> {
  for (const { name, bytes } of files) {
    const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
    const link = document.createElement('a')
    link.href = address
    link.download = name
    link.click()
    // A browser that is asked for two downloads in one task may take the last alone.
    await new Promise((resolve) => setTimeout(resolve, 0))
    URL.revokeObjectURL(address)
  }
}
