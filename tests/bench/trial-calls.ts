import { spreadOf } from './statistics'
import type { Candidate, TrialReply, TrialRequest } from './trial'

/** Asks a candidate's worker, which the first question starts. */
export type Ask = (candidate: Candidate, request: TrialRequest) => Promise<TrialReply>

export async function callsOf(
  ask: Ask,
  candidate: Candidate,
  request: TrialRequest,
): Promise<Call[]> {
  const reply = await ask(candidate, request)
  if (reply.kind !== 'timed') throw new Error(`measureEngines: ${JSON.stringify(reply)}`)
  return reply.milliseconds.map((milliseconds) => ({ milliseconds, images: reply.images }))
}

export const speed = (calls: readonly Call[]) =>
  spreadOf(calls.map(({ images, milliseconds }) => (images / milliseconds) * 1000))

export interface Call {
  readonly milliseconds: number
  readonly images: number
}
