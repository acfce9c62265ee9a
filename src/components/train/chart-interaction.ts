import { Interaction, type InteractionItem, type InteractionModeFunction } from 'chart.js'

declare module 'chart.js' {
  interface InteractionModeMap {
    /** The point of each series that is nearest to the pointer along x. */
    everySeries: InteractionModeFunction
  }
}

/**
 * Teaches chart.js to point at every series at once. Its own modes find points of one series, or
 * the same index in all; ours have a point every few batches and one every epoch.
 */
export function registerEverySeries(): void {
  Interaction.modes.everySeries = (chart, { x }) => {
    if (x === null) return []
    return chart.getSortedVisibleDatasetMetas().flatMap(({ data, index: datasetIndex }) => {
      let nearest: InteractionItem | null = null
      for (const [index, element] of data.entries()) {
        if (nearest === null || Math.abs(element.x - x) < Math.abs(nearest.element.x - x)) {
          nearest = { element, datasetIndex, index }
        }
      }
      return nearest === null ? [] : [nearest]
    })
  }
}
