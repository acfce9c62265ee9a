/** The share of a digit's images that gets the full colour; more than that looks the same. */
const FULL_SHARE = 0.1

/**
 * How strongly a cell is coloured, 0..1, for the share of its row.
 *
 * The square root spreads the small shares that matter: 1 image of 1,000 gets 0.10, 3 get 0.17, 14
 * get 0.37. The scale is fixed, so colours can be compared between epochs and runs.
 */
export const heatOf = (share: number): number => Math.sqrt(Math.min(share / FULL_SHARE, 1))
