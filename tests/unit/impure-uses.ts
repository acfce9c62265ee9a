import { parseSync } from 'vite'
import type { SourceFile } from './architecture-rules'

/** Objects of a page, a worker or a machine that computing has no business with. */
const HOST_OBJECTS = [
  'crypto',
  'document',
  'globalThis',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'self',
  'window',
]
const HOST_FUNCTIONS = ['Date', 'fetch', 'postMessage', 'setInterval', 'setTimeout', 'Worker']
const IMPURE_MEMBERS = ['Math.random', 'Date.now']

/** Uses of chance, of the clock and of the browser in a file, such as `Math.random`, in order. */
export function impureUses({ path, text }: SourceFile): string[] {
  const { program } = parseSync(path, text)
  const own = ownNames(program)
  const hostObjects = HOST_OBJECTS.filter((name) => !own.has(name))
  const uses: string[] = []
  visit(program, (node) => {
    if (node.type === 'MemberExpression') {
      const object = nameOf(node.object)
      const use = `${object}.${nameOf(node.property)}`
      if (IMPURE_MEMBERS.includes(use) || (object && hostObjects.includes(object))) uses.push(use)
    }
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const callee = nameOf(node.callee)
      if (callee && HOST_FUNCTIONS.includes(callee)) uses.push(callee)
    }
  })
  return uses
}

/** Names that the file binds itself: what it calls `window` may be a window of pixels. */
function ownNames(program: unknown): Set<string> {
  const names = new Set<string>()
  const collect = (node: SyntaxNode) => {
    const name = nameOf(node)
    if (name) names.add(name)
  }
  visit(program, (node) => {
    if (node.type === 'VariableDeclarator') visit(node.id, collect)
    if (Array.isArray(node.params)) visit(node.params, collect)
  })
  return names
}

type SyntaxNode = Readonly<Record<string, unknown>>

function visit(value: unknown, look: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, look)
  } else if (isNode(value)) {
    look(value)
    for (const part of Object.values(value)) visit(part, look)
  }
}

const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null

const nameOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Identifier' && typeof value.name === 'string'
    ? value.name
    : undefined
