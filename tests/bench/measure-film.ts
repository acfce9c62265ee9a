import type { Browser } from 'playwright'
import { newPage, open } from './measure-page'
import { median } from './statistics'

/** How fast the film of a run reaches the screen. */
export interface FilmMeasures {
  /** Weights that the run left. */
  readonly frames: number
  /** Of them, those that were painted in a play; median of all plays, of the layer painted least. */
  readonly painted: number
  /** The same in a second. */
  readonly paintedPerSecond: number
}

const RUN = '?engine=simd&epochs=1&batch=128&seed=7'
const PLAYS = 5
const FASTEST = '60'

/** Plays the film of a run at the fastest speed, a digit on the pad and the sum of a unit open. */
export async function measureFilm(browser: Browser, address: string): Promise<FilmMeasures> {
  const page = await newPage(browser)
  await open(page, `${address}${RUN}`)
  await page.getByTestId('train').click()
  await page
    .locator('[data-testid="train-status"][data-phase="done"]')
    .waitFor({ timeout: 120_000 })
  await page.getByTestId('film-speed').selectOption(FASTEST)
  await page.getByTestId('layer-C3').locator('canvas').click()
  await page.getByTestId('terms').waitFor()
  await page.getByTestId('draw-canvas').scrollIntoViewIfNeeded()
  const frames = Number(await page.getByTestId('film').getAttribute('data-frames'))
  const plays: Awaited<ReturnType<typeof playOnce>>[] = []
  for (let play = 0; play < PLAYS; play++) plays.push(await playOnce(page))
  await page.context().close()
  return {
    frames,
    painted: median(plays.map(({ painted }) => painted)),
    paintedPerSecond: median(plays.map(({ painted, seconds }) => painted / seconds)),
  }
}

/** Counts the screen's frames in which each layer's maps were painted, from the first to the last. */
function playOnce(
  page: Awaited<ReturnType<typeof newPage>>,
): Promise<{ painted: number; seconds: number }> {
  return page.evaluate(async () => {
    const part = (name: string) => document.querySelector<HTMLElement>(`[data-testid="${name}"]`)
    const layers = ['C1', 'S2', 'C3', 'S4', 'C5', 'F6'].map((name) => part(`layer-${name}`))
    const times = layers.map((): number[] => [])
    const now = new Set<number>()
    const context = CanvasRenderingContext2D.prototype
    const { putImageData } = context
    context.putImageData = function (this: CanvasRenderingContext2D, ...given: unknown[]) {
      const layer = layers.findIndex((element) => element?.contains(this.canvas))
      if (layer >= 0) now.add(layer)
      return Reflect.apply(putImageData, this, given)
    }
    const isOver = () => part('film-forward')?.getAttribute('aria-disabled') === 'true'
    part('film-play')?.click()
    await new Promise<void>((resolve) => {
      const look = (time: number) => {
        // What was painted since the look before.
        for (const layer of now) times[layer]?.push(time)
        const isPainted = now.size > 0
        now.clear()
        if (isOver() && !isPainted && times.every(({ length }) => length > 1)) resolve()
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
    context.putImageData = putImageData
    const least = times.reduce((one, other) => (other.length < one.length ? other : one))
    return { painted: least.length, seconds: (least.at(-1)! - least[0]!) / 1000 }
  })
}
