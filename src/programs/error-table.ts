import type { Engine } from '../engine/engine'
import { type Mnist, pretrain } from './pretraining'
import type { Recipe } from './recipes'

const SEEDS = [1998, 1999, 2000] as const

/** Trains recipes with three seeds each and tells their errors as a table in Markdown. */
export async function errorTable(
  engine: Engine,
  mnist: Mnist,
  recipes: readonly Recipe[],
  told: (line: string) => void,
): Promise<string> {
  const rows = [
    '| network | recipe | epochs | seconds | test error, three seeds | mean |',
    '| --- | --- | --- | --- | --- | --- |',
  ]
  for (const recipe of recipes) {
    const { variant, epochs } = recipe.settings
    const errors: number[] = []
    let seconds = 0
    for (const seed of SEEDS) {
      const seeded = { ...recipe, settings: { ...recipe.settings, seed } }
      const trained = await pretrain(engine, mnist, seeded, (line) =>
        told(`${variant}, ${recipe.name}, seed ${seed}: ${line}`),
      )
      errors.push(trained.testError)
      seconds += trained.seconds / SEEDS.length
    }
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
    const cells = [
      variant,
      recipe.name,
      epochs,
      Math.round(seconds),
      errors.map((error) => `${(100 * error).toFixed(2)} %`).join(' · '),
      `${(100 * mean).toFixed(2)} %`,
    ]
    rows.push(`| ${cells.join(' | ')} |`)
    told(rows.at(-1)!)
  }
  return rows.join('\n')
}
