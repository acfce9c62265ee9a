/** A file's name of letters that every system takes: `lenet-lab-`, then the parts. */
export function fileName(parts: readonly string[], extension: string): string {
  const name = ['lenet-lab', ...parts].join('-').replace(/[^A-Za-z0-9._-]+/g, '-')
  return `${name.slice(0, 80)}.${extension}`
}
