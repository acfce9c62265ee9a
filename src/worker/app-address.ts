/**
 * The folder of the app's page, where `mnist/` lies. The page's relative addresses mean nothing in a
 * worker: its script is built into a folder one below.
 *
 * @param workerAddress - Of the running worker's script.
 */
export const appAddress = (workerAddress: string): string =>
  new URL(import.meta.env.DEV ? '/' : '../', workerAddress).href
