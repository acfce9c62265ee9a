import { transferHandlers } from 'comlink'

/** An Error flattened for posting; name and reason survive, so that the page can tell errors apart. */
interface WireError {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly reason: string | null
}

/** An error that was thrown in the other thread. */
export class RemoteError extends Error {
  override readonly name: string
  /** What kind of it, as `ImageRefusedError` and `MnistUnavailableError` tell; null for others. */
  readonly reason: string | null

  constructor({ name, message, stack, reason }: WireError) {
    super(message)
    this.name = name
    this.reason = reason
    if (stack !== undefined) this.stack = stack
  }
}

let areKept = false

/**
 * Makes thrown errors keep their `reason` between threads; comlink alone keeps name, message and
 * stack. Both threads must call it before their first call; again does nothing.
 */
export function keepErrorReasons(): void {
  if (areKept) return
  areKept = true
  const original = transferHandlers.get('throw')
  if (original === undefined) throw new Error('keepErrorReasons: comlink has no handler for errors')
  transferHandlers.set('throw', {
    canHandle: (value): value is unknown => original.canHandle(value),
    serialize: (thrown) => [toWire(valueThrown(thrown)), []],
    deserialize: (wire) => {
      throw new RemoteError(parseWire(wire))
    },
  })
}

function toWire(thrown: unknown): WireError {
  if (!(thrown instanceof Error)) {
    return { name: 'Error', message: String(thrown), stack: undefined, reason: null }
  }
  const { name, message, stack } = thrown
  const reason = 'reason' in thrown && typeof thrown.reason === 'string' ? thrown.reason : null
  return { name, message, stack, reason }
}

/** What was thrown, out of comlink's wrapping. */
const valueThrown = (thrown: unknown): unknown =>
  typeof thrown === 'object' && thrown !== null && 'value' in thrown ? thrown.value : thrown

function parseWire(wire: unknown): WireError {
  const field = (name: string): string | undefined => {
    if (typeof wire !== 'object' || wire === null) return undefined
    const value: unknown = Reflect.get(wire, name)
    return typeof value === 'string' ? value : undefined
  }
  return {
    name: field('name') ?? 'Error',
    message: field('message') ?? 'an error that could not be read',
    stack: field('stack'),
    reason: field('reason') ?? null,
  }
}
