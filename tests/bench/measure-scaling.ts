import type { Spread } from './statistics'
import type { Candidate } from './trial'
import { type Ask, type Call, callsOf, speed } from './trial-calls'

/** Images trained a second on two cores, all measured in turn. */
export interface Scaling {
  readonly oneThread: Spread
  readonly sharedMemory: Spread
  readonly transferredBuffers: Spread
  /** Two engines of one thread at once, each for itself: more than that no threads can give. */
  readonly twoEngines: Spread
}

/** Many and in turn: other programs on the machine hit two threads harder than one. */
const ROUNDS = 5

/** Measures what two threads are to one; both engines of `simd` are there already. */
export async function measureScaling(ask: Ask, seconds: number): Promise<Scaling> {
  for (const candidate of ['simd, 2 threads, transferred', 'simd, beside'] as const) {
    await ask(candidate, { kind: 'start', candidate })
  }
  const train = (candidate: Candidate) => callsOf(ask, candidate, { kind: 'train', seconds })
  const one: Call[] = []
  const shared: Call[] = []
  const transferred: Call[] = []
  const both: [Call[], Call[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    console.log(`round ${round + 1} of ${ROUNDS}: one thread, two, two engines at once`)
    one.push(...(await train('simd')))
    shared.push(...(await train('simd, 2 threads')))
    transferred.push(...(await train('simd, 2 threads, transferred')))
    const together = await Promise.all([train('simd'), train('simd, beside')])
    together.forEach((calls, index) => void both[index]!.push(...calls))
  }
  const [first, second] = both.map(speed)
  return {
    oneThread: speed(one),
    sharedMemory: speed(shared),
    transferredBuffers: speed(transferred),
    twoEngines: {
      median: first!.median + second!.median,
      spread: Math.max(first!.spread, second!.spread),
    },
  }
}
